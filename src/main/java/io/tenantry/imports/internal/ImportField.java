package io.tenantry.imports.internal;

import io.tenantry.directory.UserField;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a column can say about a person. Named as the directory's own interface names it, with the headings under which other
 * programs write it: compared without case, spaces and punctuation.
 */
enum ImportField {
    OBJECT_ID("id", UserField.OBJECT_ID, Kind.ID, "objectId", "entraObjectId", "azureAdObjectId"),
    USER_PRINCIPAL_NAME("userPrincipalName", UserField.UPN, "upn", "userName", "signInName", "loginName"),
    DISPLAY_NAME("displayName", UserField.DISPLAY_NAME, "name", "fullName"),
    GIVEN_NAME("givenName", UserField.GIVEN_NAME, "firstName", "forename"),
    SURNAME("surname", UserField.SURNAME, "lastName", "familyName"),
    MAIL("mail", UserField.MAIL, "email", "emailAddress", "mailAddress", "primarySmtpAddress"),
    MAIL_NICKNAME("mailNickname", UserField.MAIL_NICKNAME, "alias"),
    OTHER_MAILS(
            "otherMails", UserField.OTHER_MAILS, Kind.ADDRESSES, "alternateEmailAddress", "alternateEmailAddresses"),
    PROXY_ADDRESSES("proxyAddresses", UserField.PROXY_ADDRESSES, Kind.ADDRESSES, "emailAddresses"),
    USER_TYPE("userType", UserField.USER_TYPE),
    ACCOUNT_ENABLED("accountEnabled", UserField.ACCOUNT_ENABLED, Kind.FLAG, "enabled", "isEnabled", "active"),
    MIDDLE_NAME("middleName", UserField.MIDDLE_NAME),
    HONORIFIC_PREFIX("honorificPrefix", UserField.HONORIFIC_PREFIX),
    HONORIFIC_SUFFIX("honorificSuffix", UserField.HONORIFIC_SUFFIX),
    NICK_NAME("nickName", UserField.NICK_NAME),
    JOB_TITLE("jobTitle", UserField.JOB_TITLE, "title"),
    DEPARTMENT("department", UserField.DEPARTMENT),
    COMPANY_NAME("companyName", UserField.COMPANY_NAME, "company"),
    EMPLOYEE_ID("employeeId", UserField.EMPLOYEE_ID, "employeeNumber"),
    EMPLOYEE_TYPE("employeeType", UserField.EMPLOYEE_TYPE),
    EXTERNAL_ID("externalId", UserField.EXTERNAL_ID),
    OFFICE_LOCATION(
            "officeLocation", UserField.OFFICE_LOCATION, "physicalDeliveryOfficeName", "office", "officeNumber"),
    STREET_ADDRESS("streetAddress", UserField.STREET_ADDRESS, "street", "address"),
    CITY("city", UserField.CITY, "town"),
    STATE("state", UserField.STATE, "stateOrProvince", "stateProvince", "province"),
    POSTAL_CODE("postalCode", UserField.POSTAL_CODE, "zipOrPostalCode", "zipCode", "zip", "postcode"),
    COUNTRY("country", UserField.COUNTRY, "countryOrRegion", "countryRegion"),
    USAGE_LOCATION("usageLocation", UserField.USAGE_LOCATION),
    PREFERRED_LANGUAGE("preferredLanguage", UserField.PREFERRED_LANGUAGE, "language"),
    BUSINESS_PHONES(
            "businessPhones",
            UserField.BUSINESS_PHONES,
            Kind.PHONES,
            "telephoneNumber",
            "businessPhone",
            "officePhone",
            "phoneNumber",
            "phone"),
    MOBILE_PHONE("mobilePhone", UserField.MOBILE_PHONE, "mobile", "mobileNumber", "cellPhone"),
    FAX_NUMBER("faxNumber", UserField.FAX_NUMBER, "fax"),
    MANAGER(
            "manager",
            UserField.MANAGER,
            Kind.PERSON,
            "managerUserPrincipalName",
            "managerUpn",
            "managerEmail",
            "reportsTo"),
    COST_CENTER("costCenter", UserField.COST_CENTER),
    DIVISION("division", UserField.DIVISION),
    LOCALE("locale", UserField.LOCALE),
    TIME_ZONE("timeZone", UserField.TIME_ZONE, "zoneInfo"),
    UNIX_USER_NAME("unixUserName", UserField.UNIX_USER_NAME),
    UNIX_HOME_DIRECTORY("unixHomeDirectory", UserField.UNIX_HOME_DIRECTORY),
    USER_NAME("logonName", UserField.USER_NAME),
    SCIM_EXTERNAL_ID("scimExternalId", UserField.SCIM_EXTERNAL_ID),
    PASSWORD("password", null, Kind.SECRET, "initialPassword", "passwordProfile"),
    /** As another system kept it, for people who keep the password they have. */
    PASSWORD_HASH("passwordHash", null, Kind.SECRET),
    /** Whether the password that came as a hash has to be replaced at the first sign-in. */
    MUST_CHANGE_PASSWORD("mustChangePassword", null, Kind.FLAG),
    /** Groups by id or name, to come into and to leave; products by id, part number or name, to be given and taken away. */
    ADD_TO_GROUPS("addToGroups", null, Kind.LINKS),
    REMOVE_FROM_GROUPS("removeFromGroups", null, Kind.LINKS),
    ADD_LICENSES("addLicenses", null, Kind.LINKS),
    REMOVE_LICENSES("removeLicenses", null, Kind.LINKS),
    /** What whoever wrote the file has to say of the row; it comes back with the result. */
    NOTE("moveInNote", null, Kind.REMARK);

    /** How a cell is written. */
    enum Kind {
        /** As it is kept; the property's own rules apply. */
        TEXT,
        ID,
        /** Several addresses in one cell. */
        ADDRESSES,
        /** Several numbers in one cell. */
        PHONES,
        FLAG,
        /** Somebody else of the organization, by the name he signs in with. */
        PERSON,
        /** Several groups or products in one cell, with semicolons between them. */
        LINKS,
        /** Never kept as it is, never written out. */
        SECRET,
        /** Shown again with the result, and kept nowhere. */
        REMARK
    }

    private final String wireName;
    private final @Nullable UserField property;
    private final Kind kind;
    private final String otherNames;

    ImportField(String wireName, UserField property, String... otherNames) {
        this(wireName, property, Kind.TEXT, otherNames);
    }

    ImportField(String wireName, @Nullable UserField property, Kind kind, String... otherNames) {
        this.wireName = wireName;
        this.property = property;
        this.kind = kind;
        this.otherNames = String.join(" ", otherNames);
    }

    String wireName() {
        return wireName;
    }

    /** What the directory keeps it as; null for what it does not keep. */
    @Nullable
    UserField property() {
        return property;
    }

    Kind kind() {
        return kind;
    }

    boolean isList() {
        return kind == Kind.ADDRESSES || kind == Kind.PHONES;
    }

    /** Those that the directory keeps. */
    static List<ImportField> kept() {
        return Arrays.stream(values()).filter(field -> field.property != null).toList();
    }

    /** Those that another system's people have too, besides what they are linked with here. */
    static List<ImportField> movable() {
        return Arrays.stream(values()).filter(field -> field.kind != Kind.LINKS).toList();
    }

    List<String> otherNames() {
        return otherNames.isEmpty() ? List.of() : List.of(otherNames.split(" ", -1));
    }
}
