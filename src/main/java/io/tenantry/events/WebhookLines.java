package io.tenantry.events;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.events.internal.WebhookLineRows;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The webhooks of all organizations in one list, for those who look after many. Everything here is under {@code webhook.read}. */
@Component
public class WebhookLines {
    /** What the list can be filtered and sorted by. */
    public static final Catalogue FIELDS = WebhookLineRows.FIELDS;

    private final Access access;
    private final WebhookLineRows rows;

    WebhookLines(Access access, WebhookLineRows rows) {
        this.access = access;
        this.rows = rows;
    }

    /** Those of every organization that the permission reaches. */
    public Page<WebhookLine> everywhere(Caller caller, ListQuery query) {
        return rows.list(access.require(caller, Permission.WEBHOOK_READ), query);
    }

    /**
     * One of them.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND)
     */
    public WebhookLine get(Caller caller, OrganizationId organization, UUID id) {
        WebhookLine line = rows.find(access.require(caller, Permission.WEBHOOK_READ, organization), organization, id);
        if (line == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such webhook");
        }
        return line;
    }
}
