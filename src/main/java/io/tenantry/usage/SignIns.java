package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.SignInRows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When people of an organization signed in, as the log of a directory tells it: once a day, since the hub keeps no more. */
@Component
public class SignIns {
    private final Database database;
    private final Access access;

    SignIns(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /**
     * One day on which somebody signed in.
     *
     * @param at when, to the moment on his last day and as the day's noon before that
     */
    public record Day(UUID objectId, String upn, String displayName, Instant at) {}

    /** A place in the log: what comes after it has not been told. */
    public record Place(Instant at, UUID objectId) {}

    /** Some of them in the order of time, those after a place, under {@code audit.read} and {@code user.read}. */
    public List<Day> list(Caller caller, OrganizationId organization, Instant since, @Nullable Place after, int most) {
        Reach reach = access.require(caller, Permission.AUDIT_READ, organization)
                .and(access.require(caller, Permission.USER_READ, organization));
        return SignInRows.list(database, reach, organization, since, after, most);
    }

    /**
     * When each of these people last signed in, by the id of his directory; whoever never did is missing. Under {@code audit.read}
     * and {@code user.read}.
     */
    public Map<UUID, Instant> last(Caller caller, OrganizationId organization, Collection<UUID> objectIds) {
        Reach reach = access.require(caller, Permission.AUDIT_READ, organization)
                .and(access.require(caller, Permission.USER_READ, organization));
        return objectIds.isEmpty() ? Map.of() : SignInRows.last(database, reach, organization, objectIds);
    }
}
