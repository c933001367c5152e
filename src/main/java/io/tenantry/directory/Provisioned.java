package io.tenantry.directory;

import org.jspecify.annotations.Nullable;

/**
 * What is said of hardly anybody: what identity providers say over SCIM (RFC 7643 section 4.1), and when somebody begins and ends.
 *
 * @param scimExternalId what the provider calls him; not a user's external id, as he may come from a directory too
 * @param hiredOn his first day, as ISO 8601 writes it
 * @param leavesOn his last
 */
public record Provisioned(
        @Nullable String scimExternalId,
        @Nullable String middleName,
        @Nullable String honorificPrefix,
        @Nullable String honorificSuffix,
        @Nullable String nickName,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable String costCenter,
        @Nullable String division,
        @Nullable String hiredOn,
        @Nullable String leavesOn) {
    /** The value of one of these properties. */
    @Nullable
    String value(UserField field) {
        return switch (field) {
            case SCIM_EXTERNAL_ID -> scimExternalId;
            case MIDDLE_NAME -> middleName;
            case HONORIFIC_PREFIX -> honorificPrefix;
            case HONORIFIC_SUFFIX -> honorificSuffix;
            case NICK_NAME -> nickName;
            case LOCALE -> locale;
            case TIME_ZONE -> timeZone;
            case COST_CENTER -> costCenter;
            case DIVISION -> division;
            case EMPLOYEE_HIRE_DATE -> hiredOn;
            case EMPLOYEE_LEAVE_DATE -> leavesOn;
            default -> throw new IllegalArgumentException(field + " is said of everybody");
        };
    }
}
