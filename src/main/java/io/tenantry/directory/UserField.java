package io.tenantry.directory;

import java.util.Set;

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
    OTHER_MAILS("other_mails", Kind.LIST, Trait.EDITABLE),
    PROXY_ADDRESSES("proxy_addresses", Kind.LIST, Trait.EDITABLE),
    FORMER_UPNS("former_upns", Kind.LIST),
    BUSINESS_PHONES("business_phones", Kind.LIST, Trait.EDITABLE),
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
    PREFERRED_LANGUAGE("preferred_language", 64, Trait.EDITABLE),
    MANAGER("manager_id", Kind.UUID),
    ACCOUNT_ENABLED("account_enabled", Kind.FLAG, Trait.EDITABLE, Trait.REQUIRED),
    INACTIVE_REASON("inactive_reason", 64),
    SYSTEM("is_system", Kind.FLAG, Trait.REQUIRED),
    HYBRID("is_hybrid", Kind.FLAG, Trait.REQUIRED),
    OS_IDENTITY("os_identity", 256, Trait.EDITABLE);

    private enum Trait {
        /** A caller may set it. */
        EDITABLE,
        /** Never without a value. */
        REQUIRED,
        /** Has a stored lower-case column. */
        FOLDED,
        /** Part of the text that people are searched by. */
        SEARCHED
    }

    private final String column;
    private final Kind kind;
    private final int lengthMax;
    private final Format format;
    private final boolean editable;
    private final boolean required;
    private final boolean folded;
    private final boolean searched;

    UserField(String column, Kind kind, Trait... traits) {
        this(column, kind, 0, Format.LINE, traits);
    }

    UserField(String column, int lengthMax, Trait... traits) {
        this(column, Kind.TEXT, lengthMax, Format.LINE, traits);
    }

    UserField(String column, int lengthMax, Format format, Trait... traits) {
        this(column, Kind.TEXT, lengthMax, format, traits);
    }

    UserField(String column, Kind kind, int lengthMax, Format format, Trait... traits) {
        this.column = column;
        this.kind = kind;
        this.lengthMax = lengthMax;
        this.format = format;
        Set<Trait> has = Set.of(traits);
        editable = has.contains(Trait.EDITABLE);
        required = has.contains(Trait.REQUIRED);
        folded = has.contains(Trait.FOLDED);
        searched = has.contains(Trait.SEARCHED);
    }

    @Override
    public String column() {
        return column;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public int lengthMax() {
        return lengthMax;
    }

    @Override
    public Format format() {
        return format;
    }

    @Override
    public boolean editable() {
        return editable;
    }

    @Override
    public boolean required() {
        return required;
    }

    @Override
    public boolean folded() {
        return folded;
    }

    @Override
    public boolean searched() {
        return searched;
    }
}
