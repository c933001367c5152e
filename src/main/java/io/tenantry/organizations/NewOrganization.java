package io.tenantry.organizations;

import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import java.util.List;
import java.util.Set;

/**
 * An organization that does not exist yet.
 *
 * @param domains its first domain names; the first of them becomes the initial one and the default
 */
public record NewOrganization(Organization.Profile profile, Set<String> tags, List<DomainName> domains) {
    public NewOrganization {
        tags = Organization.checkedTags(tags);
        domains = domains.stream().distinct().toList();
    }
}
