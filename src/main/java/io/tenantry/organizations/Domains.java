package io.tenantry.organizations;

import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.OrganizationChanges.Attempt;
import io.tenantry.organizations.internal.DomainRows;
import io.tenantry.organizations.internal.OrganizationRows;
import io.tenantry.tenancy.Domain;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The domain names of an organization. As soon as it has one, exactly one is the default. A version is the organization's that the
 * caller has seen, or null when he does not mind. Reading them is part of
 * {@link Organizations#get}; changing them needs {@code organization.write}.
 */
@Component
public class Domains {
    private final OrganizationChanges changes;
    private final OrganizationRows organizations;
    private final DomainRows rows;

    Domains(OrganizationChanges changes, OrganizationRows organizations, DomainRows rows) {
        this.changes = changes;
        this.organizations = organizations;
        this.rows = rows;
    }

    /** Adds a domain with the usual settings; the first of an organization becomes its initial one and its default. */
    public Organization add(Caller caller, OrganizationId id, DomainName name, @Nullable Long version) {
        return changes.apply(new Attempt(caller, id, version, "organization.domains.add"), (session, before) -> {
            Refusal.unless(
                    before.domain(name) == null, Refusal.Reason.CONFLICT, "The organization has this domain", "name");
            boolean first = before.domains().isEmpty();
            rows.insert(session, id, new Domain(name, first, first, Domain.Settings.usual()));
            organizations.touch(session, id);
        });
    }

    /** Changes what a domain says of itself. */
    public Organization change(
            Caller caller,
            OrganizationId id,
            DomainName name,
            UnaryOperator<Domain.Settings> change,
            @Nullable Long version) {
        return changes.apply(new Attempt(caller, id, version, "organization.domains.change"), (session, before) -> {
            Domain domain = existing(before, name);
            rows.updateSettings(session, id, name, change.apply(domain.settings()));
            organizations.touch(session, id);
        });
    }

    /** Makes a domain the default instead of the one that was. */
    public Organization makeDefault(Caller caller, OrganizationId id, DomainName name, @Nullable Long version) {
        return changes.apply(new Attempt(caller, id, version, "organization.domains.default"), (session, before) -> {
            if (!existing(before, name).isDefault()) {
                rows.makeDefault(session, id, name);
                organizations.touch(session, id);
            }
        });
    }

    /**
     * Takes a domain away.
     *
     * @throws Refusal (CONFLICT) when it is the initial one, the default while there are others, or part of someone's sign-in name
     */
    public Organization remove(Caller caller, OrganizationId id, DomainName name, @Nullable Long version) {
        return changes.apply(new Attempt(caller, id, version, "organization.domains.remove"), (session, before) -> {
            Domain domain = existing(before, name);
            boolean last = before.domains().size() == 1;
            refuseUnless(!domain.isInitial() || last, "The initial domain cannot be removed");
            refuseUnless(!domain.isDefault() || last, "Make another domain the default first");
            refuseUnless(!rows.isInUse(session, id, name), "People sign in with names of this domain");
            rows.delete(session, id, name);
            organizations.touch(session, id);
        });
    }

    private static Domain existing(Organization organization, DomainName name) {
        Domain domain = organization.domain(name);
        if (domain == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such domain");
        }
        return domain;
    }

    private static void refuseUnless(boolean condition, String message) {
        Refusal.unless(condition, Refusal.Reason.CONFLICT, message, "name");
    }
}
