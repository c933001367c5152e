package io.tenantry.api.own;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.tenancy.Domain;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization on the wire.
 *
 * @param settings left out, as are tags and domains, when the caller may not see details
 */
record OrganizationBody(
        UUID id,
        @Nullable UUID parentId,
        String kind,
        String name,
        String provider,
        @Nullable UUID microsoftTenantId,
        String locale,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Set<String> tags,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<DomainBody> domains,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, ?> settings,
        Instant createdAt,
        Instant modifiedAt,
        @Nullable Instant deletedAt,
        long version) {
    static OrganizationBody of(Organization organization) {
        return of(organization, true);
    }

    /** As much of it as the caller may see. */
    static OrganizationBody of(Caller caller, Organization organization) {
        return of(organization, caller.reach(Permission.ORGANIZATION_READ).covers(organization.id()));
    }

    private static OrganizationBody of(Organization organization, boolean details) {
        Organization.Profile profile = organization.profile();
        OrganizationId parent = organization.parent();
        return new OrganizationBody(
                organization.id().value(),
                parent == null ? null : parent.value(),
                profile.kind().stored(),
                profile.name(),
                profile.provider(),
                profile.microsoftTenantId(),
                profile.locale(),
                details ? organization.tags() : null,
                details ? organization.domains().stream().map(DomainBody::of).toList() : null,
                details ? profile.settings() : null,
                organization.createdAt(),
                organization.modifiedAt(),
                organization.deletedAt(),
                organization.version());
    }

    record DomainBody(
            String name,
            boolean isDefault,
            boolean isInitial,
            String authenticationType,
            boolean isVerified,
            List<String> supportedServices,
            int passwordValidityDays,
            int passwordNotificationDays) {
        static DomainBody of(Domain domain) {
            Domain.Settings settings = domain.settings();
            return new DomainBody(
                    domain.name().value(),
                    domain.isDefault(),
                    domain.isInitial(),
                    settings.authenticationType().stored(),
                    settings.isVerified(),
                    settings.supportedServices(),
                    settings.passwordValidityDays(),
                    settings.passwordNotificationDays());
        }
    }
}
