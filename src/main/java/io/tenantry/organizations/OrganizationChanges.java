package io.tenantry.organizations;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.RightsRefresh;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.internal.OrganizationRows;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way every change goes: may he, is it still as he saw it, do it, and write down in the same transaction what it did. */
@Component
class OrganizationChanges {
    private final Database database;
    private final Access access;
    private final OrganizationRows rows;
    private final AuditTrail trail;
    private final RightsRefresh rights;

    OrganizationChanges(
            Database database, Access access, OrganizationRows rows, AuditTrail trail, RightsRefresh rights) {
        this.database = database;
        this.access = access;
        this.rows = rows;
        this.trail = trail;
        this.rights = rights;
    }

    /**
     * One wish to change an organization.
     *
     * @param version the version the caller saw, or null when he does not care
     * @param action as the audit trail calls it
     */
    record Attempt(
            Caller caller, OrganizationId id, @Nullable Long version, String action) {}

    Organization apply(Attempt attempt, BiConsumer<Session, Organization> change) {
        return apply(attempt, Reach.nowhere(), change);
    }

    /** Changes a living organization, with more in reach than that organization alone. */
    Organization apply(Attempt attempt, Reach further, BiConsumer<Session, Organization> change) {
        return run(attempt, further, before -> before.deletedAt() == null, change);
    }

    Organization restore(Attempt attempt, BiConsumer<Session, Organization> change) {
        return run(attempt, Reach.nowhere(), before -> before.deletedAt() != null, change);
    }

    /** Runs the making of an organization and tells of it. */
    Organization create(Caller caller, Reach reach, Function<Session, Organization> making) {
        Organization created = database.transaction(reach, session -> {
            Organization made = refusing(() -> making.apply(session));
            record(session, new Attempt(caller, made.id(), null, "organization.create"), Map.of(), made);
            return made;
        });
        rights.now();
        return created;
    }

    private Organization run(
            Attempt attempt, Reach further, Predicate<Organization> right, BiConsumer<Session, Organization> change) {
        Reach reach = access.require(attempt.caller(), Permission.ORGANIZATION_WRITE, attempt.id());
        Organization changed = database.transaction(reach.and(further), session -> {
            Organization before = rows.findAndHold(session, attempt.id());
            if (before == null || !right.test(before)) {
                throw notFound();
            }
            Refusal.unless(
                    attempt.version() == null || attempt.version() == before.version(),
                    Refusal.Reason.PRECONDITION_FAILED,
                    "The organization was changed by someone else meanwhile");
            refusing(() -> {
                change.accept(session, before);
                return before;
            });
            Organization after = rows.find(session, attempt.id());
            if (after == null) {
                throw notFound();
            }
            if (!after.equals(before)) {
                record(session, attempt, members(before), after);
            }
            return after;
        });
        rights.now();
        return changed;
    }

    private void record(Session session, Attempt attempt, Map<String, ?> before, Organization after) {
        Map<String, ?> now = members(after);
        AuditEvent event = AuditEvent.done(
                after.id(),
                attempt.action(),
                new AuditEvent.Target("organization", after.id().toString(), after.name(), after.version()),
                before.isEmpty() ? null : differing(before, now),
                differing(now, before));
        trail.record(session, attempt.caller().actor(), event);
    }

    static Refusal notFound() {
        return new Refusal(Refusal.Reason.NOT_FOUND, "There is no such organization");
    }

    /** Says in words what the database's own rules refused. */
    private static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseFailure failure) {
            Refusal refusal = OrganizationRows.refusal(failure);
            throw refusal == null ? failure : refusal;
        }
    }

    private static Map<String, ?> members(Organization organization) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Organization.Profile profile = organization.profile();
        OrganizationId parent = organization.parent();
        members.put("parentId", parent == null ? null : parent.toString());
        members.put("kind", profile.kind().stored());
        members.put("name", profile.name());
        members.put("provider", profile.provider());
        members.put("microsoftTenantId", profile.microsoftTenantId());
        members.put("locale", profile.locale());
        members.put("settings", profile.settings());
        members.put("tags", organization.tags());
        members.put(
                "domains",
                organization.domains().stream()
                        .collect(Collectors.toMap(d -> d.name().value(), d -> d)));
        members.put(
                "deletedAt",
                organization.deletedAt() == null
                        ? null
                        : organization.deletedAt().toString());
        return members;
    }

    /** The members of one side that the other does not have just so. */
    private static Map<String, ?> differing(Map<String, ?> side, Map<String, ?> other) {
        Map<String, @Nullable Object> differing = new LinkedHashMap<>();
        side.forEach((name, value) -> {
            if (!Objects.equals(value, other.get(name))) {
                differing.put(name, value);
            }
        });
        return differing;
    }
}
