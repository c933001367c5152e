package io.tenantry.imports.internal;

import java.util.List;

/**
 * What a column can say about a person. Named as the directory's own interface names it, with the headings under which other
 * programs write it: compared without case, spaces and punctuation.
 */
enum ImportField {
    OBJECT_ID("id", Kind.ID, 36, "objectId", "entraObjectId", "azureAdObjectId"),
    USER_PRINCIPAL_NAME("userPrincipalName", Kind.SIGN_IN_NAME, 256, "upn", "userName", "signInName", "loginName"),
    DISPLAY_NAME("displayName", Kind.TEXT, 256, "name", "fullName"),
    GIVEN_NAME("givenName", Kind.TEXT, 64, "firstName", "forename"),
    SURNAME("surname", Kind.TEXT, 64, "lastName", "familyName"),
    MAIL("mail", Kind.ADDRESS, 256, "email", "emailAddress", "mailAddress", "primarySmtpAddress"),
    MAIL_NICKNAME("mailNickname", Kind.TEXT, 64, "alias"),
    OTHER_MAILS("otherMails", Kind.ADDRESSES, 2048, "alternateEmailAddress", "alternateEmailAddresses"),
    PROXY_ADDRESSES("proxyAddresses", Kind.ADDRESSES, 16_384, "emailAddresses"),
    USER_TYPE("userType", Kind.USER_TYPE, 6),
    ACCOUNT_ENABLED("accountEnabled", Kind.FLAG, 16, "enabled", "isEnabled", "active"),
    JOB_TITLE("jobTitle", Kind.TEXT, 128, "title"),
    DEPARTMENT("department", Kind.TEXT, 64),
    COMPANY_NAME("companyName", Kind.TEXT, 64, "company"),
    EMPLOYEE_ID("employeeId", Kind.TEXT, 16, "employeeNumber"),
    EMPLOYEE_TYPE("employeeType", Kind.TEXT, 64),
    OFFICE_LOCATION("officeLocation", Kind.TEXT, 128, "physicalDeliveryOfficeName", "office", "officeNumber"),
    STREET_ADDRESS("streetAddress", Kind.TEXT, 1024, "street", "address"),
    CITY("city", Kind.TEXT, 128, "town"),
    STATE("state", Kind.TEXT, 128, "stateOrProvince", "stateProvince", "province"),
    POSTAL_CODE("postalCode", Kind.TEXT, 40, "zipOrPostalCode", "zipCode", "zip", "postcode"),
    COUNTRY("country", Kind.TEXT, 128, "countryOrRegion", "countryRegion"),
    USAGE_LOCATION("usageLocation", Kind.COUNTRY_CODE, 2),
    PREFERRED_LANGUAGE("preferredLanguage", Kind.TEXT, 32, "language"),
    BUSINESS_PHONES(
            "businessPhones",
            Kind.PHONES,
            1024,
            "telephoneNumber",
            "businessPhone",
            "officePhone",
            "phoneNumber",
            "phone"),
    MOBILE_PHONE("mobilePhone", Kind.TEXT, 64, "mobile", "mobileNumber", "cellPhone"),
    FAX_NUMBER("faxNumber", Kind.TEXT, 64, "fax"),
    PASSWORD("password", Kind.SECRET, 256, "initialPassword", "passwordProfile");

    /** Which rules a value follows. */
    enum Kind {
        TEXT,
        ID,
        SIGN_IN_NAME,
        ADDRESS,
        ADDRESSES,
        PHONES,
        FLAG,
        COUNTRY_CODE,
        USER_TYPE,
        SECRET
    }

    private final String wireName;
    private final Kind kind;
    private final int lengthMax;
    private final String otherNames;

    ImportField(String wireName, Kind kind, int lengthMax, String... otherNames) {
        this.wireName = wireName;
        this.kind = kind;
        this.lengthMax = lengthMax;
        this.otherNames = String.join(" ", otherNames);
    }

    String wireName() {
        return wireName;
    }

    Kind kind() {
        return kind;
    }

    boolean isList() {
        return kind == Kind.ADDRESSES || kind == Kind.PHONES;
    }

    int lengthMax() {
        return lengthMax;
    }

    List<String> otherNames() {
        return otherNames.isEmpty() ? List.of() : List.of(otherNames.split(" ", -1));
    }
}
