package io.tenantry.directory;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's account in one organization.
 *
 * @param objectId what the provider calls it; the hub's own id for accounts that live in the hub
 * @param externalId what a system that feeds the directory calls it
 * @param userType {@code Member} or {@code Guest}
 * @param upn the sign-in name, unique in the organization without regard to case
 * @param usageLocation two-letter country in which licences are used
 * @param inactiveReason why the account is not enabled, when the hub knows
 * @param system whether the account belongs to the hub itself and may not be changed
 * @param hybrid whether an on-premises directory feeds the account
 * @param unixUserName whose account of a Unix system his workloads run under
 * @param osUserPrincipalName whose account of a Windows domain they run under, where it is another than the UPN's
 * @param ownUserName what he is called where names need not look like addresses; null where that is the UPN
 * @param provisioned what only identity providers say of him
 * @param modifiedAt when this version began
 * @param version counts changes, from 1
 */
public record User(
        UserId id,
        OrganizationId organization,
        UUID objectId,
        @Nullable String externalId,
        String userType,
        String upn,
        List<String> formerUpns,
        String displayName,
        @Nullable String givenName,
        @Nullable String surname,
        @Nullable String mail,
        @Nullable String mailNickname,
        List<String> otherMails,
        List<String> proxyAddresses,
        List<String> businessPhones,
        @Nullable String mobilePhone,
        @Nullable String faxNumber,
        @Nullable String jobTitle,
        @Nullable String department,
        @Nullable String companyName,
        @Nullable String employeeId,
        @Nullable String employeeType,
        @Nullable String officeLocation,
        @Nullable String streetAddress,
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalCode,
        @Nullable String country,
        @Nullable String usageLocation,
        @Nullable String preferredLanguage,
        @Nullable UserId manager,
        boolean enabled,
        @Nullable String inactiveReason,
        boolean system,
        boolean hybrid,
        @Nullable String unixUserName,
        @Nullable String unixHomeDirectory,
        @Nullable String osUserPrincipalName,
        @Nullable String ownUserName,
        Provisioned provisioned,
        Instant createdAt,
        Instant modifiedAt,
        @Nullable Instant deletedAt,
        long version) {
    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** What he is called where names need not look like addresses. */
    public String userName() {
        return ownUserName == null ? upn : ownUserName;
    }

    /** Whether a system outside the hub feeds the account. */
    public boolean isExternal() {
        return externalId != null;
    }

    /** The value of any property, as {@link Values} would take it. */
    public @Nullable Object value(UserField field) {
        return switch (field) {
            case ID -> id.value();
            case ORGANIZATION -> organization.value();
            case OBJECT_ID -> objectId;
            case CREATED -> createdAt;
            case MODIFIED -> modifiedAt;
            case DELETED -> deletedAt;
            case EXTERNAL_ID -> externalId;
            case USER_TYPE -> userType;
            case UPN -> upn;
            case DISPLAY_NAME -> displayName;
            case GIVEN_NAME -> givenName;
            case SURNAME -> surname;
            case MAIL -> mail;
            case MAIL_NICKNAME -> mailNickname;
            case OTHER_MAILS -> otherMails;
            case PROXY_ADDRESSES -> proxyAddresses;
            case FORMER_UPNS -> formerUpns;
            case BUSINESS_PHONES -> businessPhones;
            case MOBILE_PHONE -> mobilePhone;
            case FAX_NUMBER -> faxNumber;
            case JOB_TITLE -> jobTitle;
            case DEPARTMENT -> department;
            case COMPANY_NAME -> companyName;
            case EMPLOYEE_ID -> employeeId;
            case EMPLOYEE_TYPE -> employeeType;
            case OFFICE_LOCATION -> officeLocation;
            case STREET_ADDRESS -> streetAddress;
            case CITY -> city;
            case STATE -> state;
            case POSTAL_CODE -> postalCode;
            case COUNTRY -> country;
            case USAGE_LOCATION -> usageLocation;
            case PREFERRED_LANGUAGE -> preferredLanguage;
            case MANAGER -> manager == null ? null : manager.value();
            case ACCOUNT_ENABLED -> enabled;
            case INACTIVE_REASON -> inactiveReason;
            case SYSTEM -> system;
            case HYBRID -> hybrid;
            case UNIX_USER_NAME -> unixUserName;
            case UNIX_HOME_DIRECTORY -> unixHomeDirectory;
            case OS_USER_PRINCIPAL_NAME -> osUserPrincipalName;
            case USER_NAME -> ownUserName;
            // What is said of hardly anybody.
            default -> provisioned.value(field);
        };
    }
}
