package io.tenantry.licensing.internal;

import static io.tenantry.licensing.internal.LicenseRows.instant;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.licensing.CustomerOfPartner;
import io.tenantry.licensing.NewSubscription;
import io.tenantry.licensing.Subscription;
import io.tenantry.licensing.Subscription.Price;
import io.tenantry.licensing.Subscription.Terms;
import io.tenantry.licensing.SubscriptionChange;
import io.tenantry.licensing.SubscriptionStatus;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.platform.database.Session;
import io.tenantry.query.AsOf;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code subscriptions}. */
public final class SubscriptionRows {
    /** What lists can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.uuid("organizationId", "organization_id").required(),
            Field.uuid("skuId", "sku_id").required(),
            Field.text("friendlyName", "friendly_name")
                    .foldedIn("friendly_name_ci")
                    .required(),
            Field.number("quantity", "quantity").required(),
            Field.text("status", "status").required(),
            Field.text("term", "term").required(),
            Field.text("billingCycle", "billing_cycle").required(),
            Field.flag("autoRenew", "auto_renew").required(),
            Field.number("unitPrice", "unit_price"),
            Field.text("currency", "currency"),
            Field.instant("createdAt", "created_at").required(),
            Field.instant("startedAt", "started_at").required(),
            Field.instant("committedUntil", "committed_until").required());

    private static final String COLUMNS = """
            (SELECT version FROM sku_catalogue), organization_id, id, sku_id, entitlement_id, order_id, friendly_name, quantity,
            status, term, billing_cycle, auto_renew, unit_price, currency, created_at, started_at, committed_until, version""";

    /** What is read of versions of the past. */
    private static final String KEPT =
            "organization_id, id, sku_id, entitlement_id, order_id, friendly_name, friendly_name_ci, quantity,"
                    + " status, term, billing_cycle, auto_renew, unit_price, currency, created_at, started_at, committed_until, version";

    /**
     * Whether the customer has the tenant and lies below the partner or is the partner. An organization without a Microsoft
     * tenant is its own.
     */
    private static final String IS_CUSTOMER = """
            WITH RECURSIVE above AS (
                SELECT organization_id, parent_id FROM organizations
                WHERE organization_id = ? AND coalesce(microsoft_tenant_id, organization_id) = ?
                UNION ALL
                SELECT o.organization_id, o.parent_id FROM above JOIN organizations o ON o.organization_id = above.parent_id
            )
            SELECT 1 FROM above WHERE ? IN (organization_id, parent_id) LIMIT 1
            """;

    private SubscriptionRows() {}

    public static boolean isCustomer(Database database, Reach reach, CustomerOfPartner customer) {
        return database.first(
                        reach,
                        IS_CUSTOMER,
                        row -> true,
                        customer.customer().value(),
                        customer.tenant(),
                        customer.partner().value())
                != null;
    }

    /** The subscriptions, or what they were at a moment of the past. */
    private static Sql table(@Nullable Instant at) {
        return at == null
                ? Sql.of("subscriptions")
                : AsOf.table("subscriptions", KEPT, at).followedBy(" subscriptions");
    }

    /** All subscriptions of an organization, in the order in which they were bought. */
    public static List<Subscription> all(
            Database database, Reach reach, UUID organization, SkuCatalogue catalogue, @Nullable Instant at) {
        Sql all = Sql.of("SELECT " + COLUMNS + " FROM ")
                .followedBy(table(at))
                .followedBy(Sql.of(" WHERE organization_id = ? ORDER BY id", organization));
        return database
                .list(reach, all.text(), SubscriptionRows::line, all.values().toArray())
                .stream()
                .map(line -> line.named(catalogue.at(line.catalogue)))
                .toList();
    }

    public static @Nullable Subscription find(
            Database database, Reach reach, UUID organization, UUID id, SkuCatalogue catalogue, @Nullable Instant at) {
        Sql one = Sql.of("SELECT " + COLUMNS + " FROM ")
                .followedBy(table(at))
                .followedBy(Sql.of(" WHERE organization_id = ? AND id = ?", organization, id));
        Line line = database.first(
                reach, one.text(), SubscriptionRows::line, one.values().toArray());
        return line == null ? null : line.named(catalogue.at(line.catalogue));
    }

    /** One page of what one organization has, or of all in reach where that is null. */
    public static Page<Subscription> list(
            Database database, Reach reach, @Nullable UUID organization, ListQuery query, SkuCatalogue catalogue) {
        Sql base = organization == null ? Sql.of("status <> 'deleted'") : Sql.of("organization_id = ?", organization);
        Sql from = table(query.asOf());
        return new PagedTable<>(from, COLUMNS, SubscriptionRows::line)
                .page(database, reach, query, base)
                .map(line -> line.named(catalogue.at(line.catalogue)));
    }

    /** The subscription, which nobody else changes until the transaction ends. */
    public static @Nullable Subscription lock(Session session, UUID organization, UUID id, SkuCatalogue catalogue) {
        Line line = session.first(
                "SELECT " + COLUMNS + " FROM subscriptions WHERE organization_id = ? AND id = ? FOR UPDATE",
                SubscriptionRows::line,
                organization,
                id);
        return line == null ? null : line.named(catalogue.at(line.catalogue, session));
    }

    /** The subscription made, or null when it is not for the hub to sell to the organization. */
    public static @Nullable Subscription insert(
            Session session, OrganizationId organization, NewIds ids, NewSubscription wanted, SkuCatalogue catalogue) {
        Price price = wanted.terms().price();
        Line line = session.first(
                """
                INSERT INTO subscriptions (organization_id, id, entitlement_id, order_id, sku_id, quantity, friendly_name, term,
                    billing_cycle, auto_renew, unit_price, currency, committed_until)
                SELECT o.organization_id, ?, ?, ?, ?, ?,
                       coalesce(?::text, (SELECT s.display_name FROM skus s WHERE s.id = ?)), t.term, ?, ?, ?::numeric, ?::text,
                       transaction_timestamp() + t.term::interval
                FROM organizations o CROSS JOIN (SELECT ?::text AS term) t
                WHERE o.organization_id = ? AND o.provider = 'local' AND o.deleted_at IS NULL
                RETURNING\s""" + COLUMNS,
                SubscriptionRows::line,
                ids.id(),
                ids.entitlement(),
                ids.order(),
                wanted.sku(),
                wanted.quantity(),
                wanted.friendlyName(),
                wanted.sku(),
                wanted.terms().billingCycle(),
                wanted.terms().autoRenew(),
                price == null ? null : price.amount(),
                price == null ? null : price.currency(),
                wanted.terms().term(),
                organization.value());
        return line == null ? null : line.named(catalogue.at(line.catalogue, session));
    }

    /** The ids a new subscription is known by. */
    public record NewIds(UUID id, UUID entitlement, UUID order) {}

    /** The product and the most units of it, or null when there is no such product. */
    public static @Nullable Limit limit(Database database, Reach reach, UUID sku) {
        return database.first(
                reach,
                "SELECT units_max FROM skus WHERE id = ?",
                row -> new Limit(row.getObject(1, Integer.class)),
                sku);
    }

    /** How many units of a product a subscription may have; null where there is no limit. */
    public record Limit(@Nullable Integer units) {}

    public static Line update(Session session, Subscription before, SubscriptionChange change) {
        return session.list(
                        """
                        UPDATE subscriptions SET quantity = coalesce(?::integer, quantity), auto_renew = coalesce(?::boolean, auto_renew),
                            friendly_name = coalesce(?::text, friendly_name), status = coalesce(?::text, status)
                        WHERE organization_id = ? AND id = ?
                        RETURNING\s""" + COLUMNS,
                        SubscriptionRows::line,
                        change.quantity(),
                        change.autoRenew(),
                        change.friendlyName(),
                        change.status() == null ? null : change.status().stored(),
                        before.organization().value(),
                        before.id())
                .getFirst();
    }

    private static Line line(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal(13);
        String currency = row.getString(14);
        return new Line(
                row.getLong(1),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                row.getObject(6, UUID.class),
                row.getString(7),
                row.getInt(8),
                SubscriptionStatus.ofStored(row.getString(9)),
                new Terms(
                        row.getString(10),
                        row.getString(11),
                        row.getBoolean(12),
                        amount == null || currency == null ? null : new Price(amount.stripTrailingZeros(), currency)),
                instant(row, 15),
                instant(row, 16),
                instant(row, 17),
                row.getLong(18));
    }

    /** A row before the product is looked up, which may need a connection of its own. */
    public record Line(
            long catalogue,
            OrganizationId organization,
            UUID id,
            UUID sku,
            UUID entitlement,
            UUID order,
            String name,
            int quantity,
            SubscriptionStatus status,
            Terms terms,
            Instant createdAt,
            Instant startedAt,
            Instant committedUntil,
            long version) {
        public Subscription named(SkuCatalogue.Known known) {
            return new Subscription(
                    organization,
                    id,
                    known.sku(sku),
                    entitlement,
                    order,
                    name,
                    quantity,
                    status,
                    terms,
                    createdAt,
                    startedAt,
                    committedUntil,
                    version);
        }
    }
}
