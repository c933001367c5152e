package io.tenantry.organizations;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Guards;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.Version;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.OrganizationChanges.Attempt;
import io.tenantry.organizations.internal.DomainRows;
import io.tenantry.organizations.internal.OrganizationLists;
import io.tenantry.organizations.internal.OrganizationRows;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.Domain;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tree of organizations. Reading lists needs {@code organization.readbasic}, details {@code organization.read}, every change
 * {@code organization.write}. Where a change names a version, it is refused when that is no longer the newest.
 */
@Component
public class Organizations {
    /** What lists of organizations can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "organization_id"),
            Field.text("name", "name").foldedIn("name_ci").required(),
            Field.uuid("parentId", "parent_id"),
            Field.text("kind", "kind").required(),
            Field.text("provider", "provider").required(),
            Field.uuid("microsoftTenantId", "microsoft_tenant_id"),
            Field.text("locale", "locale").required(),
            Field.instant("createdAt", "created_at").required(),
            Field.instant("modifiedAt", "valid_from").required(),
            Field.instant("deletedAt", "deleted_at"));

    /** By what they are called. */
    public static final List<Order> BY_NAME = FIELDS.total(List.of(Order.ascending(FIELDS.sortable("name"))));

    private final Access access;
    private final Guards guards;
    private final OrganizationRows rows;
    private final DomainRows domains;
    private final OrganizationLists lists;
    private final OrganizationChanges changes;

    Organizations(
            Access access,
            Guards guards,
            OrganizationRows rows,
            DomainRows domains,
            OrganizationLists lists,
            OrganizationChanges changes) {
        this.access = access;
        this.guards = guards;
        this.rows = rows;
        this.domains = domains;
        this.lists = lists;
        this.changes = changes;
    }

    /** Living organizations in the caller's reach, or those that are deleted and can still be restored. */
    public Page<Organization> list(Caller caller, ListQuery query, boolean deleted) {
        Reach reach = access.require(caller, Permission.ORGANIZATION_READ_BASIC);
        return deleted ? lists.deleted(reach, query) : lists.living(reach, query);
    }

    /** Living organizations that carry a tag. Tags are details, so only those count whose details the caller may see. */
    public Page<Organization> tagged(Caller caller, String tag, ListQuery query) {
        return lists.tagged(access.require(caller, Permission.ORGANIZATION_READ), tag, query);
    }

    /** The living organization that has a domain, as a list of one. Domains are details, like tags. */
    public Page<Organization> ofDomain(Caller caller, String domain, ListQuery query) {
        return lists.ofDomain(access.require(caller, Permission.ORGANIZATION_READ), domain, query);
    }

    /** All versions of an organization, the newest first, with who made each. Needs {@code audit.read} too. */
    public List<Version<Organization>> history(Caller caller, OrganizationId id) {
        access.require(caller, Permission.AUDIT_READ, id);
        List<Version<Organization>> versions =
                lists.versions(access.require(caller, Permission.ORGANIZATION_READ, id), id);
        if (versions.isEmpty()) {
            throw OrganizationChanges.notFound();
        }
        return versions;
    }

    /** The organization as it was at a moment of the past, or is now where that is null. Today's rights decide. */
    public Organization get(Caller caller, OrganizationId id, @Nullable Instant asOf) {
        if (asOf == null) {
            return get(caller, id);
        }
        Organization found = lists.find(access.require(caller, Permission.ORGANIZATION_READ, id), id, asOf);
        if (found == null) {
            throw OrganizationChanges.notFound();
        }
        return found;
    }

    public Organization get(Caller caller, OrganizationId id) {
        Organization found = lists.find(access.require(caller, Permission.ORGANIZATION_READ, id), id);
        if (found == null) {
            throw OrganizationChanges.notFound();
        }
        return found;
    }

    /** The names of some organizations, as far as the caller may see them. */
    public Map<OrganizationId, String> names(Caller caller, Set<OrganizationId> ids) {
        return lists.names(caller.reach(Permission.ORGANIZATION_READ_BASIC), ids);
    }

    /** Adds an organization below another, which the caller has to be able to write to. */
    public Organization create(Caller caller, OrganizationId parent, NewOrganization wanted) {
        return create(caller, parent, wanted, (session, made) -> {});
    }

    /** The same with more that belongs to it, written in the transaction that makes it. */
    public Organization create(
            Caller caller, OrganizationId parent, NewOrganization wanted, BiConsumer<Session, Organization> alongside) {
        guards.mayTag(caller, parent, wanted.tags());
        OrganizationId id = new OrganizationId(Ids.next());
        // The new organization lies in the parent's reach as soon as it exists, but not before.
        Reach reach =
                access.require(caller, Permission.ORGANIZATION_WRITE, parent).and(new Reach.Some(Set.of(id)));
        return changes.create(caller, reach, session -> {
            Refusal.unless(
                    rows.insert(session, id, parent, wanted.profile()),
                    Refusal.Reason.NOT_FOUND,
                    "There is no such parent organization",
                    "parentId");
            if (!wanted.tags().isEmpty()) {
                rows.replaceTags(session, id, wanted.tags());
            }
            for (DomainName name : wanted.domains()) {
                boolean first = name.equals(wanted.domains().getFirst());
                domains.insert(session, id, new Domain(name, first, first, Domain.Settings.usual()));
            }
            Organization made = rows.get(session, id);
            alongside.accept(session, made);
            return made;
        });
    }

    public Organization change(
            Caller caller, OrganizationId id, @Nullable Long version, UnaryOperator<Organization.Profile> change) {
        return changes.apply(new Attempt(caller, id, version, "organization.change"), (session, before) -> {
            Organization.Profile after = change.apply(before.profile());
            if (!after.equals(before.profile())) {
                rows.replaceProfile(session, id, after);
            }
        });
    }

    /**
     * Adds tags and takes others away; a tag in both sets stays. Roles may hang on tags, so nobody adds one that would give
     * somebody more than he has himself.
     */
    public Organization tag(Caller caller, OrganizationId id, Set<String> add, Set<String> remove) {
        guards.mayTag(caller, id, add);
        return changes.apply(new Attempt(caller, id, null, "organization.tags.change"), (session, before) -> {
            Set<String> tags = new TreeSet<>(before.tags());
            tags.removeAll(remove);
            tags.addAll(add);
            Set<String> after = Organization.checkedTags(tags);
            if (!after.equals(before.tags())) {
                rows.replaceTags(session, id, after);
            }
        });
    }

    /**
     * Hangs an organization, with all below it, under another one. The caller has to be able to write to it, to where it hangs
     * now and to where it will hang.
     */
    public Organization move(Caller caller, OrganizationId id, OrganizationId target, @Nullable Long version) {
        Reach ends = access.require(caller, Permission.ORGANIZATION_WRITE, target);
        return changes.apply(new Attempt(caller, id, version, "organization.move"), ends, (session, before) -> {
            OrganizationId source = before.parent();
            if (source == null) {
                throw new Refusal(Refusal.Reason.CONFLICT, "The root organization cannot be moved", "parentId");
            }
            access.require(caller, Permission.ORGANIZATION_WRITE, source);
            Organization parent = rows.get(session, target);
            Refusal.unless(
                    parent.deletedAt() == null,
                    Refusal.Reason.NOT_FOUND,
                    "There is no such parent organization",
                    "parentId");
            if (!source.equals(target)) {
                rows.replaceParent(session, id, target);
            }
        });
    }

    /**
     * Deletes an organization so that it can be restored for 30 days.
     *
     * @param force whether also one in which people live, who then cannot sign in any more
     * @throws Refusal (CONFLICT) when living organizations lie below it, or people live in it
     */
    public void delete(Caller caller, OrganizationId id, @Nullable Long version, boolean force) {
        changes.apply(new Attempt(caller, id, version, "organization.delete"), (session, before) -> {
            Refusal.unless(before.parent() != null, Refusal.Reason.CONFLICT, "The root organization cannot be deleted");
            Refusal.unless(
                    force || !rows.hasLivingUsers(session, id),
                    Refusal.Reason.CONFLICT,
                    "People live in the organization; delete them first, or force it",
                    "force");
            rows.delete(session, id);
        });
    }

    public Organization restore(Caller caller, OrganizationId id) {
        Attempt attempt = new Attempt(caller, id, null, "organization.restore");
        return changes.restore(attempt, (session, before) -> rows.restore(session, id));
    }
}
