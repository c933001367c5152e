package io.tenantry.directory;

/**
 * Every property of a user, once: where it is kept, what it may hold, and what may be done with it. Dialects, imports, filters
 * and changes all name properties by this list, each under its own spelling.
 */
public enum UserField implements Property {
    ID("id", Kind.UUID, Trait.REQUIRED),
    ORGANIZATION("organization_id", Kind.UUID, Trait.REQUIRED),
    OBJECT_ID("object_id", Kind.UUID, Trait.REQUIRED),
    CREATED("created_at", Kind.INSTANT, Trait.REQUIRED),
    MODIFIED("valid_from", Kind.INSTANT, Trait.REQUIRED),
    DELETED("deleted_at", Kind.INSTANT),
    EXTERNAL_ID("external_id", 256, Trait.EDITABLE),
    USER_TYPE("user_type", 6, Format.USER_TYPE, Trait.EDITABLE, Trait.REQUIRED),
    UPN("upn", 113, Format.UPN, Trait.EDITABLE, Trait.REQUIRED, Trait.FOLDED, Trait.SEARCHED),
    DISPLAY_NAME("display_name", 256, Trait.EDITABLE, Trait.REQUIRED, Trait.FOLDED, Trait.SEARCHED),
    GIVEN_NAME("given_name", 64, Trait.EDITABLE, Trait.SEARCHED),
    SURNAME("surname", 64, Trait.EDITABLE, Trait.FOLDED, Trait.SEARCHED),
    MAIL("mail", 254, Format.MAIL, Trait.EDITABLE, Trait.FOLDED),
    MAIL_NICKNAME("mail_nickname", 64, Format.MAIL_NICKNAME, Trait.EDITABLE, Trait.SEARCHED),
    OTHER_MAILS("other_mails", Kind.LIST, Format.MAIL, Trait.EDITABLE, Trait.SEARCHED),
    PROXY_ADDRESSES("proxy_addresses", Kind.LIST, Trait.EDITABLE),
    FORMER_UPNS("former_upns", Kind.LIST),
    BUSINESS_PHONES("business_phones", Kind.LIST, Trait.EDITABLE, Trait.SEARCHED),
    MOBILE_PHONE("mobile_phone", 64, Trait.EDITABLE, Trait.SEARCHED),
    FAX_NUMBER("fax_number", 64, Trait.EDITABLE, Trait.SEARCHED),
    JOB_TITLE("job_title", 128, Trait.EDITABLE),
    DEPARTMENT("department", 64, Trait.EDITABLE, Trait.FOLDED),
    COMPANY_NAME("company_name", 64, Trait.EDITABLE),
    EMPLOYEE_ID("employee_id", 16, Trait.EDITABLE),
    EMPLOYEE_TYPE("employee_type", 64, Trait.EDITABLE),
    OFFICE_LOCATION("office_location", 128, Trait.EDITABLE),
    STREET_ADDRESS("street_address", 1024, Format.LINES, Trait.EDITABLE),
    CITY("city", 128, Trait.EDITABLE),
    STATE("state", 128, Trait.EDITABLE),
    POSTAL_CODE("postal_code", 40, Trait.EDITABLE),
    COUNTRY("country", 128, Trait.EDITABLE),
    USAGE_LOCATION("usage_location", 2, Format.COUNTRY, Trait.EDITABLE),
    PREFERRED_LANGUAGE("preferred_language", 64, Format.LANGUAGE, Trait.EDITABLE),
    MANAGER("manager_id", Kind.UUID),
    ACCOUNT_ENABLED("account_enabled", Kind.FLAG, Trait.EDITABLE, Trait.REQUIRED),
    INACTIVE_REASON("inactive_reason", 64),
    SYSTEM("is_system", Kind.FLAG, Trait.REQUIRED),
    HYBRID("is_hybrid", Kind.FLAG, Trait.REQUIRED),
    UNIX_USER_NAME("unix_user_name", 256, Trait.EDITABLE),
    UNIX_HOME_DIRECTORY("unix_home_directory", 1024, Trait.EDITABLE),
    OS_USER_PRINCIPAL_NAME("os_user_principal_name", 256, Trait.EDITABLE),
    USER_NAME("user_name", 256, Trait.EDITABLE, Trait.FOLDED, Trait.SEARCHED),
    SCIM_EXTERNAL_ID("scim_external_id", 256, Trait.EDITABLE),
    MIDDLE_NAME("middle_name", 64, Trait.EDITABLE),
    HONORIFIC_PREFIX("honorific_prefix", 64, Trait.EDITABLE),
    HONORIFIC_SUFFIX("honorific_suffix", 64, Trait.EDITABLE),
    NICK_NAME("nick_name", 64, Trait.EDITABLE),
    LOCALE("locale", 35, Trait.EDITABLE),
    TIME_ZONE("time_zone", 64, Format.TIME_ZONE, Trait.EDITABLE),
    COST_CENTER("cost_center", 64, Trait.EDITABLE),
    DIVISION("division", 64, Trait.EDITABLE),
    EMPLOYEE_HIRE_DATE("employee_hire_date", 32, Format.DATE, Trait.EDITABLE),
    EMPLOYEE_LEAVE_DATE("employee_leave_date", 32, Format.DATE, Trait.EDITABLE);

    // a record that nobody can change
    @SuppressWarnings("ImmutableEnumChecker")
    private final PropertyRules rules;

    UserField(String column, Kind kind, Trait... traits) {
        this(column, kind, Format.LINE, traits);
    }

    UserField(String column, Kind kind, Format format, Trait... traits) {
        rules = PropertyRules.of(column, kind, format, traits);
    }

    UserField(String column, int lengthMax, Trait... traits) {
        this(column, lengthMax, Format.LINE, traits);
    }

    UserField(String column, int lengthMax, Format format, Trait... traits) {
        rules = PropertyRules.text(column, lengthMax, format, traits);
    }

    @Override
    public PropertyRules rules() {
        return rules;
    }
}
