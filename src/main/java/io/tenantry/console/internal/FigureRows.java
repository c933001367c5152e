package io.tenantry.console.internal;

import io.tenantry.access.Access;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Figures for the overview: each one statement, over what the caller reaches, organization by organization along an index. */
@Component
public class FigureRows {
    private static final String DAYS =
            "SELECT d::date FROM generate_series(current_date - (? - 1), current_date, interval '1 day') d";

    private final Database database;
    private final Access access;

    FigureRows(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /** How many accounts there are. */
    public record People(long all, long disabled, long deleted) {}

    /** What happened on a day. */
    public record Day(LocalDate day, long one, long two, long three) {}

    /** Somebody who may do a great deal. */
    public record Privileged(
            UUID id,
            OrganizationId organization,
            String name,
            String upn,
            @Nullable String lastSignIn) {}

    /** Of one organization; null for those who may not see its people. */
    public @Nullable People people(Caller caller, OrganizationId organization) {
        return caller.reach(Permission.USER_READ_BASIC).covers(organization)
                ? people(access.require(caller, Permission.USER_READ_BASIC, organization))
                : null;
    }

    /** Of all within reach. */
    public People people(Caller caller) {
        return people(access.require(caller, Permission.USER_READ_BASIC));
    }

    private People people(Reach reach) {
        People found = database.first(reach, """
                SELECT coalesce((SELECT sum(total) FROM counts WHERE subject = 'users'), 0)
                       + coalesce((SELECT sum(change) FROM count_changes WHERE subject = 'users'), 0),
                    (SELECT count(*) FROM users WHERE deleted_at IS NULL AND NOT account_enabled),
                    (SELECT count(*) FROM users WHERE deleted_at IS NOT NULL)
                """, row -> new People(row.getLong(1), row.getLong(2), row.getLong(3)));
        return found == null ? new People(0, 0, 0) : found;
    }

    /** People who were made, deleted and disabled on each of the last days. */
    public List<Day> comingAndGoing(Caller caller, int days) {
        return database.list(
                access.require(caller, Permission.USER_READ_BASIC),
                "WITH days AS (" + DAYS + """
                ), made AS (
                    SELECT u.day, count(*) AS n FROM organizations o CROSS JOIN LATERAL (
                        SELECT created_at::date AS day FROM users
                        WHERE organization_id = o.organization_id AND deleted_at IS NULL AND created_at >= (current_date - (? - 1))::timestamptz) u
                    GROUP BY u.day
                ), gone AS (
                    SELECT u.day, count(*) AS n FROM organizations o CROSS JOIN LATERAL (
                        SELECT deleted_at::date AS day FROM users
                        WHERE organization_id = o.organization_id AND deleted_at >= (current_date - (? - 1))::timestamptz) u
                    GROUP BY u.day
                ), disabled AS (
                    SELECT u.day, count(*) AS n FROM organizations o CROSS JOIN LATERAL (
                        SELECT valid_from::date AS day FROM users
                        WHERE organization_id = o.organization_id AND deleted_at IS NULL AND NOT account_enabled
                            AND valid_from >= (current_date - (? - 1))::timestamptz) u
                    GROUP BY u.day
                )
                SELECT d, coalesce(made.n, 0), coalesce(gone.n, 0), coalesce(disabled.n, 0) FROM days
                    LEFT JOIN made ON made.day = d LEFT JOIN gone ON gone.day = d LEFT JOIN disabled ON disabled.day = d
                ORDER BY d
                """,
                FigureRows::day,
                days,
                days,
                days,
                days);
    }

    /** Sign-ins that succeeded, failed, and ended in a lock on each of the last days. Needs {@code audit.read}. */
    public List<Day> signIns(Caller caller, int days) {
        return database.list(
                access.require(caller, Permission.AUDIT_READ),
                "WITH days AS (" + DAYS + """
                ), seen AS (
                    SELECT e.day, count(*) FILTER (WHERE e.action = 'user.signin' AND e.outcome = 'done') AS signed_in,
                        count(*) FILTER (WHERE e.action = 'user.signin' AND e.outcome <> 'done') AS failed,
                        count(*) FILTER (WHERE e.action = 'user.lockout') AS locked
                    FROM organizations o CROSS JOIN LATERAL (
                        SELECT occurred_at::date AS day, action, outcome FROM audit_events
                        WHERE organization_id = o.organization_id AND occurred_at >= (current_date - (? - 1))::timestamptz
                            AND action IN ('user.signin', 'user.lockout')) e
                    GROUP BY e.day
                )
                SELECT d, coalesce(signed_in, 0), coalesce(failed, 0), coalesce(locked, 0) FROM days
                    LEFT JOIN seen ON seen.day = d ORDER BY d
                """,
                FigureRows::day,
                days,
                days);
    }

    /**
     * Enabled people who hold the role of administrators, themselves or through groups. They are few, so each is looked up by
     * himself. Needs {@code role.read}.
     */
    public List<Privileged> administrators(Caller caller, int most) {
        return database.list(
                access.require(caller, Permission.ROLE_READ),
                """
                WITH given AS (SELECT organization_id, principal_id, principal_kind FROM role_assignments WHERE role_id = ?)
                SELECT u.id, u.organization_id, u.display_name, u.upn, a.signed_in_at::date::text
                FROM (
                    SELECT organization_id, principal_id AS id FROM given WHERE principal_kind = 'user'
                    UNION
                    SELECT m.organization_id, m.member_id FROM (
                        SELECT organization_id, principal_id AS id FROM given WHERE principal_kind = 'group'
                        UNION
                        SELECT g.organization_id, n.inner_id FROM given g
                            JOIN group_nesting n ON n.organization_id = g.organization_id AND n.outer_id = g.principal_id
                        WHERE g.principal_kind = 'group') held_by
                        JOIN memberships m ON m.organization_id = held_by.organization_id AND m.group_id = held_by.id
                            AND m.living AND m.member_kind = 'user') holder
                    CROSS JOIN LATERAL (
                        SELECT * FROM users x WHERE x.organization_id = holder.organization_id AND x.id = holder.id
                          AND x.deleted_at IS NULL AND x.account_enabled OFFSET 0) u
                    LEFT JOIN LATERAL (
                        SELECT y.signed_in_at FROM user_activity y
                        WHERE y.organization_id = u.organization_id AND y.user_id = u.id OFFSET 0) a ON true
                ORDER BY u.display_name, u.id LIMIT ?
                """,
                row -> new Privileged(
                        row.getObject(1, UUID.class),
                        new OrganizationId(row.getObject(2, UUID.class)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                BuiltInRole.ADMINISTRATORS.id(),
                most);
    }

    private static Day day(ResultSet row) throws SQLException {
        return new Day(row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3), row.getLong(4));
    }
}
