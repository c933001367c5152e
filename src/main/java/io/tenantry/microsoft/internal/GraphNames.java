package io.tenantry.microsoft.internal;

import io.tenantry.directory.GroupField;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Microsoft Graph calls the properties that the mirror keeps. */
final class GraphNames {
    static final Map<String, UserField> USER = user();
    static final Map<String, GroupField> GROUP = group();

    private GraphNames() {}

    private static Map<String, UserField> user() {
        Map<String, UserField> names = new LinkedHashMap<>();
        names.put("userPrincipalName", UserField.UPN);
        names.put("displayName", UserField.DISPLAY_NAME);
        names.put("givenName", UserField.GIVEN_NAME);
        names.put("surname", UserField.SURNAME);
        names.put("mail", UserField.MAIL);
        names.put("mailNickname", UserField.MAIL_NICKNAME);
        names.put("otherMails", UserField.OTHER_MAILS);
        names.put("proxyAddresses", UserField.PROXY_ADDRESSES);
        names.put("businessPhones", UserField.BUSINESS_PHONES);
        names.put("mobilePhone", UserField.MOBILE_PHONE);
        names.put("faxNumber", UserField.FAX_NUMBER);
        names.put("jobTitle", UserField.JOB_TITLE);
        names.put("department", UserField.DEPARTMENT);
        names.put("companyName", UserField.COMPANY_NAME);
        names.put("employeeId", UserField.EMPLOYEE_ID);
        names.put("employeeType", UserField.EMPLOYEE_TYPE);
        names.put("officeLocation", UserField.OFFICE_LOCATION);
        names.put("streetAddress", UserField.STREET_ADDRESS);
        names.put("city", UserField.CITY);
        names.put("state", UserField.STATE);
        names.put("postalCode", UserField.POSTAL_CODE);
        names.put("country", UserField.COUNTRY);
        names.put("usageLocation", UserField.USAGE_LOCATION);
        names.put("preferredLanguage", UserField.PREFERRED_LANGUAGE);
        names.put("accountEnabled", UserField.ACCOUNT_ENABLED);
        names.put("userType", UserField.USER_TYPE);
        return names;
    }

    private static Map<String, GroupField> group() {
        Map<String, GroupField> names = new LinkedHashMap<>();
        names.put("displayName", GroupField.DISPLAY_NAME);
        names.put("description", GroupField.DESCRIPTION);
        names.put("mail", GroupField.MAIL);
        names.put("mailNickname", GroupField.MAIL_NICKNAME);
        names.put("mailEnabled", GroupField.MAIL_ENABLED);
        names.put("securityEnabled", GroupField.SECURITY_ENABLED);
        names.put("groupTypes", GroupField.GROUP_TYPES);
        names.put("visibility", GroupField.VISIBILITY);
        names.put("classification", GroupField.CLASSIFICATION);
        return names;
    }

    /** The values that Microsoft keeps, by its names. What only the hub knows of people is left out. */
    static <P extends Property> Map<String, @Nullable Object> told(Map<String, P> names, Values<P> values) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        names.forEach((name, property) -> {
            if (values.has(property)) {
                told.put(name, values.get(property));
            }
        });
        return told;
    }

    /** {@code "displayName" text, …}: how PostgreSQL takes members of a JSON object apart. */
    static String recorded(Map<String, ? extends Property> names) {
        return names.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\" " + type(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@code display_name text, …}: columns of a staging table. */
    static String columns(Map<String, ? extends Property> names) {
        return names.values().stream()
                .map(property -> property.column() + " " + type(property))
                .collect(Collectors.joining(", "));
    }

    private static String type(Property property) {
        return switch (property.kind()) {
            case TEXT -> "text";
            case LIST -> "text[]";
            case FLAG -> "boolean";
            case UUID -> "uuid";
            case INSTANT -> "timestamptz";
        };
    }
}
