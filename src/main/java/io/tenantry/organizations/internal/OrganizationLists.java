package io.tenantry.organizations.internal;

import io.tenantry.audit.Version;
import io.tenantry.audit.VersionColumns;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.RowScope;
import io.tenantry.query.AsOf;
import io.tenantry.query.ListQuery;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads organizations outside a change. */
@Component
public class OrganizationLists {
    private static final String FROM = "organizations o";

    private final Database database;
    private final OrganizationRows rows;

    OrganizationLists(Database database, OrganizationRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** The living organization, or null when there is none in the scope. */
    public @Nullable Organization find(RowScope scope, OrganizationId id) {
        return database.first(
                scope,
                "SELECT " + OrganizationRows.COLUMNS
                        + " FROM organizations o WHERE o.organization_id = ? AND o.deleted_at IS NULL",
                rows::read,
                id.value());
    }

    /** The organization as it was, with the domains it has now; null when there was none, or it was deleted. */
    public @Nullable Organization find(RowScope scope, OrganizationId id, Instant at) {
        String columns = "SELECT " + OrganizationRows.COLUMNS + " FROM organizations";
        String then = " o WHERE o.organization_id = ? AND o.deleted_at IS NULL AND o.valid_from <= ?";
        return database.first(
                scope,
                columns + then + " UNION ALL " + columns + "_history" + then + " AND o.valid_until > ?",
                rows::read,
                id.value(),
                at,
                id.value(),
                at,
                at);
    }

    /** All versions of an organization, with the domains it has now. */
    public List<Version<Organization>> versions(RowScope scope, OrganizationId id) {
        return database.list(
                scope,
                VersionColumns.versions(
                        OrganizationRows.COLUMNS + " AS domains",
                        "organizations o",
                        "o.organization_id = ?",
                        "organization",
                        "organization_id"),
                row -> {
                    Organization organization = rows.read(row);
                    return VersionColumns.read(row, organization, organization.version(), organization.modifiedAt());
                },
                id.value(),
                id.value());
    }

    public Map<OrganizationId, String> names(RowScope scope, Set<OrganizationId> ids) {
        Map<OrganizationId, String> names = new HashMap<>();
        database.list(
                        scope,
                        "SELECT organization_id, name FROM organizations WHERE organization_id = ANY (?::uuid[])",
                        row -> Map.entry(new OrganizationId(row.getObject(1, UUID.class)), row.getString(2)),
                        ids.stream().map(OrganizationId::value).toList())
                .forEach(found -> names.put(found.getKey(), found.getValue()));
        return names;
    }

    public Page<Organization> living(RowScope scope, ListQuery query) {
        return page(scope, Sql.of("o.deleted_at IS NULL"), query);
    }

    public Page<Organization> deleted(RowScope scope, ListQuery query) {
        return page(scope, Sql.of("o.deleted_at IS NOT NULL"), query);
    }

    public Page<Organization> tagged(RowScope scope, String tag, ListQuery query) {
        return page(scope, Sql.of("o.deleted_at IS NULL AND ? = ANY (o.tags)", tag), query);
    }

    public Page<Organization> ofDomain(RowScope scope, String domain, ListQuery query) {
        Sql owner = Sql.of(
                "EXISTS (SELECT FROM domains d WHERE d.organization_id = o.organization_id AND d.name = lower(?))",
                domain);
        return page(scope, Sql.of("o.deleted_at IS NULL").and(owner), query);
    }

    private Page<Organization> page(RowScope scope, Sql base, ListQuery query) {
        String text = query.search();
        // There are thousands of organizations at most, so looking at each name costs little.
        Sql searched = text == null ? base : base.and(Sql.of("position(lower(?) in o.name_ci) > 0", text));
        List<PageSql.Part> parts = query.asOf() == null
                ? List.of(new PageSql.Part(Sql.of(FROM), searched))
                : AsOf.parts("organizations", "o", searched, query.asOf());
        Long total = query.count() ? count(scope, AsOf.count(query, parts)) : null;
        PageSql page = PageSql.merged(query, OrganizationRows.COLUMNS, parts);
        return page.page(
                database.list(
                        scope,
                        page.sql().text(),
                        row -> page.placed(rows.read(row), row),
                        page.sql().values().toArray()),
                total);
    }

    private Long count(RowScope scope, Sql sql) {
        Long count = database.first(
                scope, sql.text(), row -> row.getLong(1), sql.values().toArray());
        return count == null ? 0 : count;
    }
}
