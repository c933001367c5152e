package io.tenantry.customers.internal;

import io.tenantry.access.Reach;
import io.tenantry.customers.LoggedOperation;
import io.tenantry.customers.LoggedOperation.Wanted;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Audit events of many organizations in one order of time. */
public final class LogRows {
    private static final Field TIME = Field.instant("date", "e.occurred_at").required();
    public static final List<Order> NEWEST_FIRST =
            Catalogue.of(Field.id("id", "e.id"), TIME).total(List.of(Order.descending(TIME)));

    private static final String PLACES = """
            (SELECT p.organization_id, p.name, p.kind, s.organization_id AS reseller_id, s.name AS reseller_name
             FROM (SELECT organization_id, reseller_id FROM organizations_below(?) UNION ALL SELECT ?::uuid, NULL) b
                 JOIN organizations p ON p.organization_id = b.organization_id
                 LEFT JOIN organizations s ON s.organization_id = b.reseller_id
             WHERE true""";
    private static final String COLUMNS = """
            e.id, e.occurred_at, e.action, e.outcome, e.reason, e.actor_name, e.correlation_id, e.target_kind, e.target_id,
            e.target_name, o.organization_id, o.name, o.kind = 'customer', o.reseller_id, o.reseller_name""";

    private LogRows() {}

    /** One page over an organization and all below it. */
    public static Page<LoggedOperation> list(
            Database database, Reach reach, OrganizationId top, Wanted wanted, ListQuery query) {
        Sql places = places(top, wanted);
        Sql events = events(wanted);
        Long total = query.count() ? count(database, reach, places, events) : null;
        PageSql page = PageSql.of(query, COLUMNS, newest(places, events, query), Sql.of("true"));
        return page.page(
                database.list(
                        reach,
                        page.sql().text(),
                        row -> page.placed(read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    /** Of each organization no more than the page could show, which its own index has in order. */
    private static Sql newest(Sql places, Sql events, ListQuery query) {
        Sql each = Sql.of(" CROSS JOIN LATERAL (SELECT e.* FROM audit_events e WHERE ")
                .followedBy(events);
        Cursor after = query.after();
        if (after != null) {
            each = each.followedBy(
                    Sql.of(" AND (e.occurred_at, e.id) < (?, ?)", time((Instant) value(after, 0)), value(after, 1)));
        }
        return places.followedBy(each)
                .followedBy(
                        Sql.of(" ORDER BY e.occurred_at DESC, e.id DESC LIMIT ?", query.skip() + query.limit() + 1L))
                .followedBy(") e");
    }

    private static Object value(Cursor cursor, int index) {
        Object value = cursor.values().get(index);
        if (value == null) {
            throw new IllegalStateException("Every event has a time and an id");
        }
        return value;
    }

    private static Sql places(OrganizationId top, Wanted wanted) {
        String customer = wanted.customer();
        String reseller = wanted.reseller();
        Sql sql = Sql.of(PLACES, top.value(), top.value());
        if (customer != null) {
            sql = sql.followedBy(Sql.of(" AND position(lower(?) in p.name_ci) > 0", customer));
        }
        if (reseller != null) {
            sql = sql.followedBy(Sql.of(" AND position(lower(?) in s.name_ci) > 0", reseller));
        }
        return sql.followedBy(") o");
    }

    private static Sql events(Wanted wanted) {
        Sql sql = Sql.of(
                "e.organization_id = o.organization_id AND e.occurred_at BETWEEN ? AND ?",
                time(wanted.from()),
                time(wanted.until()));
        if (!wanted.actions().isEmpty()) {
            sql = sql.followedBy(Sql.of(" AND lower(e.action) = ANY (?::text[])", wanted.actions()));
        }
        return wanted.outcomes().isEmpty()
                ? sql
                : sql.followedBy(Sql.of(" AND e.outcome = ANY (?::text[])", wanted.outcomes()));
    }

    private static Long count(Database database, Reach reach, Sql places, Sql events) {
        Sql sql = Sql.of("SELECT count(*) FROM ")
                .followedBy(places)
                .followedBy(" JOIN audit_events e ON ")
                .followedBy(events);
        Long count = database.first(
                reach, sql.text(), row -> row.getLong(1), sql.values().toArray());
        return count == null ? 0 : count;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static LoggedOperation read(ResultSet row) throws SQLException {
        UUID reseller = row.getObject(14, UUID.class);
        return new LoggedOperation(
                row.getObject(1, UUID.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                new OrganizationId(row.getObject(11, UUID.class)),
                row.getString(12),
                row.getBoolean(13),
                reseller == null ? null : new OrganizationId(reseller),
                row.getString(15));
    }
}
