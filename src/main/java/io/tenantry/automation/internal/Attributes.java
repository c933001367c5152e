package io.tenantry.automation.internal;

import io.tenantry.automation.Operation;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What blocks call the attributes of people. */
final class Attributes {
    private static final Map<String, UserField> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("accountEnabled", UserField.ACCOUNT_ENABLED);
        FIELDS.put("upn", UserField.UPN);
        FIELDS.put("displayName", UserField.DISPLAY_NAME);
        FIELDS.put("givenName", UserField.GIVEN_NAME);
        FIELDS.put("surname", UserField.SURNAME);
        FIELDS.put("jobTitle", UserField.JOB_TITLE);
        FIELDS.put("department", UserField.DEPARTMENT);
        FIELDS.put("companyName", UserField.COMPANY_NAME);
        FIELDS.put("employeeId", UserField.EMPLOYEE_ID);
        FIELDS.put("employeeType", UserField.EMPLOYEE_TYPE);
        FIELDS.put("employeeHireDate", UserField.EMPLOYEE_HIRE_DATE);
        FIELDS.put("employeeLeaveDate", UserField.EMPLOYEE_LEAVE_DATE);
        FIELDS.put("timeZone", UserField.TIME_ZONE);
        FIELDS.put("officeLocation", UserField.OFFICE_LOCATION);
        FIELDS.put("streetAddress", UserField.STREET_ADDRESS);
        FIELDS.put("city", UserField.CITY);
        FIELDS.put("state", UserField.STATE);
        FIELDS.put("postalCode", UserField.POSTAL_CODE);
        FIELDS.put("country", UserField.COUNTRY);
        FIELDS.put("usageLocation", UserField.USAGE_LOCATION);
        FIELDS.put("preferredLanguage", UserField.PREFERRED_LANGUAGE);
        FIELDS.put("mobilePhone", UserField.MOBILE_PHONE);
        FIELDS.put("businessPhone", UserField.BUSINESS_PHONES);
        FIELDS.put("faxNumber", UserField.FAX_NUMBER);
        FIELDS.put("mail", UserField.MAIL);
        FIELDS.put("mailNickname", UserField.MAIL_NICKNAME);
    }

    /** What somebody new gets from the one he is to be like. */
    static final List<UserField> OF_TEMPLATE = List.of(
            UserField.DEPARTMENT,
            UserField.COMPANY_NAME,
            UserField.EMPLOYEE_TYPE,
            UserField.OFFICE_LOCATION,
            UserField.STREET_ADDRESS,
            UserField.CITY,
            UserField.STATE,
            UserField.POSTAL_CODE,
            UserField.COUNTRY,
            UserField.USAGE_LOCATION,
            UserField.PREFERRED_LANGUAGE);

    private Attributes() {}

    /** The attributes among the arguments of a step. */
    static Values<UserField> values(Map<String, Object> arguments) {
        Values<UserField> values = new Values<>();
        FIELDS.forEach((name, field) -> {
            Object value = arguments.get(name);
            if (value == null) {
                return;
            }
            String text = Template.text(value);
            Object typed = switch (field.kind()) {
                case FLAG -> Boolean.valueOf(text);
                case LIST -> value instanceof List<?> all ? all : text.isBlank() ? List.of() : List.of(text);
                case TEXT, UUID, INSTANT -> text;
            };
            values.set(field, typed, name);
        });
        return values;
    }

    /** A person's attributes. */
    static Told told(User user) {
        Told told = new Told();
        FIELDS.forEach((name, field) -> {
            Object value = user.value(field);
            told.and(name, value instanceof List<?> list ? (list.isEmpty() ? null : list.getFirst()) : value);
        });
        return told;
    }

    /** A person's attributes after a change, and what those were that it changed; an empty text where there was nothing. */
    static Told changed(User before, User after) {
        Told told = told(after);
        FIELDS.forEach((name, field) -> {
            Object former = before.value(field);
            if (!Objects.equals(former, after.value(field))) {
                told.and(Operation.former(name), former == null || List.of().equals(former) ? "" : former);
            }
        });
        return told.andChanged(!after.equals(before));
    }
}
