package io.tenantry.events.internal;

import io.tenantry.access.Reach;
import io.tenantry.events.WebhookLine;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code webhooks} with counts of {@code webhook_deliveries}. */
@Component
public class WebhookLineRows {
    private static final String WAITING = counted("waiting");
    private static final String DEAD = counted("dead");

    /** What it can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "w.id"),
            Field.text("name", "w.name").required(),
            Field.uuid("organizationId", "w.organization_id").required().notSortable(),
            Field.text("kind", "w.kind").required(),
            Field.flag("enabled", "w.enabled").required(),
            Field.flag("subtree", "w.subtree").required(),
            Field.number("waiting", WAITING).required(),
            Field.number("dead", DEAD).required(),
            Field.instant("failingSince", "w.failing_since"),
            Field.text("createdBy", "w.created_by").required(),
            Field.instant("createdAt", "w.created_at").required(),
            Field.instant("modifiedAt", "w.modified_at").required());

    private static final String COLUMNS = WebhookRows.COLUMNS + ", " + WAITING + ", " + DEAD;
    private static final String FROM = "webhooks w";

    private final Database database;
    private final WebhookRows webhooks;

    public WebhookLineRows(Database database, WebhookRows webhooks) {
        this.database = database;
        this.webhooks = webhooks;
    }

    private static String counted(String state) {
        return "(SELECT count(*) FROM webhook_deliveries d WHERE d.organization_id = w.organization_id"
                + " AND d.webhook_id = w.id AND d.origin <> 'test' AND d.state = '" + state + "')";
    }

    public Page<WebhookLine> list(Reach reach, ListQuery query) {
        return new PagedTable<>(FROM, COLUMNS, this::read).page(database, reach, query, Sql.of("true"));
    }

    public @Nullable WebhookLine find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(
                reach,
                "SELECT " + COLUMNS + " FROM " + FROM + " WHERE w.organization_id = ? AND w.id = ?",
                this::read,
                organization.value(),
                id);
    }

    private WebhookLine read(ResultSet row) throws SQLException {
        return new WebhookLine(webhooks.read(row), row.getLong(20), row.getLong(21));
    }
}
