package io.tenantry.access;

import io.tenantry.tenancy.OrganizationId;
import java.util.Set;

/** The organizations a role is held over, as it was assigned; what it comes to follows the tree as that changes. */
public sealed interface AssignmentScope {
    /** Where the scope hangs in the tree. */
    OrganizationId organization();

    /** The organization and everything below it, now and later. */
    record Subtree(OrganizationId organization) implements AssignmentScope {}

    /** This organization only. */
    record Only(OrganizationId organization) implements AssignmentScope {}

    /** The organization and those below it, as far as they carry the tag. */
    record Tagged(OrganizationId organization, String tag) implements AssignmentScope {}

    /** The organization and everything below it, but not the excluded ones nor what is below those. */
    record AllExcept(OrganizationId organization, Set<OrganizationId> excluded) implements AssignmentScope {
        public AllExcept {
            excluded = Set.copyOf(excluded);
        }
    }
}
