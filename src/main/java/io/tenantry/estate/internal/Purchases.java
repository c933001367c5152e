package io.tenantry.estate.internal;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives generated organizations subscriptions and their people licences: the product everybody works with directly, further
 * ones through security groups, one of which is a little short of units.
 */
final class Purchases {
    private static final int LARGE = 250;
    private static final int DAYS_OF_YEAR = 365;
    private static final String GIVER = "tenantry";

    private static final Product E5 = new Product("06ebc4ee-1bb5-47dd-8120-11324bc54e06", "Microsoft 365 E5", "57.00");
    private static final Product E3 = new Product("05e9a617-0261-4cee-bb44-138d3ef5d965", "Microsoft 365 E3", "36.00");
    private static final Product F3 = new Product("66b55226-6b4f-492c-910c-a3b7a3c9d993", "Microsoft 365 F3", "8.00");
    private static final Product PREMIUM =
            new Product("cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "Microsoft 365 Business Premium", "22.00");
    private static final Product BASIC =
            new Product("3b555118-da6a-4418-894f-7df1e2096870", "Microsoft 365 Business Basic", "6.00");
    private static final Product VISIO = new Product("c5928f49-12ba-48f7-ada3-0d743a3601d5", "Visio Plan 2", "15.00");
    private static final Product POWER_BI =
            new Product("f8a1db68-be16-40ed-86d5-cb42ce701560", "Power BI Pro", "10.00");
    private static final Product CONFERENCING =
            new Product("0c266dff-15dd-4b49-8397-2bb16070ed52", "Microsoft 365 Audio Conferencing", "4.00");
    /** Costs nothing and is bought by nobody: people switch it on themselves. */
    private static final UUID FLOW_FREE = UUID.fromString("f30db892-07e9-47e9-837c-80727f46fd3d");

    private static final Map<String, String> CURRENCIES =
            Map.of("US", "USD", "GB", "GBP", "SE", "SEK", "PL", "PLN", "TR", "TRY", "CZ", "CZK");

    private static final String SUBSCRIPTION = """
            INSERT INTO subscriptions (organization_id, id, sku_id, entitlement_id, order_id, friendly_name, quantity, status, term,
                billing_cycle, auto_renew, unit_price, currency, created_at, started_at, committed_until, valid_from)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'P1Y', 'monthly', ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz)
            """;

    /** People are numbered by their employee id; who has none is a guest. */
    private static final String DIRECT = """
            INSERT INTO license_paths (organization_id, user_id, sku_id, via, assigned_by, created_at, valid_from)
            SELECT organization_id, id, ?, id, ?, created_at, created_at FROM users
            WHERE organization_id = ? AND employee_id IS NOT NULL AND deleted_at IS NULL AND usage_location IS NOT NULL
              AND substr(employee_id, 2)::integer % 100 >= ? AND substr(employee_id, 2)::integer % 100 < ?
            """;

    private static final String GROUPS = """
            SELECT g.id, count(*) FROM groups g
                JOIN memberships m ON m.organization_id = g.organization_id AND m.group_id = g.id AND m.member_kind = 'user'
            WHERE g.organization_id = ? AND g.kind = 'security' AND g.security_enabled
            GROUP BY g.id ORDER BY g.id LIMIT 2
            """;

    private final long seed;
    private final Instant now;

    Purchases(long seed, Instant now) {
        this.seed = seed;
        this.now = now;
    }

    /** Writes everything for an organization whose people, groups and memberships are there. */
    void write(Connection connection, Firm firm) throws SQLException {
        if (firm.people() >= LARGE) {
            sell(connection, firm, E5, 0, 5);
            sell(connection, firm, E3, 5, 83);
            sell(connection, firm, F3, 83, 95);
        } else {
            sell(connection, firm, PREMIUM, 0, 70);
            sell(connection, firm, BASIC, 70, 92);
        }
        run(
                connection,
                "INSERT INTO subscribed_skus (organization_id, sku_id, enabled) VALUES (?, ?, ?)",
                firm.id(),
                FLOW_FREE,
                Math.max(10_000, firm.people()));
        run(connection, DIRECT, FLOW_FREE, GIVER, firm.id(), 0, 15);
        List<Team> teams = teams(connection, firm);
        if (!teams.isEmpty()) {
            sell(connection, firm, VISIO, Math.max(1, teams.getFirst().members() * 9 / 10), "active");
            license(connection, firm, teams.getFirst(), VISIO);
        }
        if (teams.size() > 1) {
            sell(connection, firm, POWER_BI, teams.getLast().members() + 2, "active");
            license(connection, firm, teams.getLast(), POWER_BI);
        }
        if (firm.number() % 8 == 1) {
            sell(connection, firm, CONFERENCING, 5, "suspended");
        }
    }

    /** Units for those whose number ends in this range, and some more. */
    private void sell(Connection connection, Firm firm, Product product, int from, int to) throws SQLException {
        int holders = firm.people() / 100 * (to - from) + Math.clamp(firm.people() % 100 - from, 0, to - from);
        int spare = 1 + holders / 20 + dice(firm, product).nextInt(4);
        sell(connection, firm, product, holders + spare, "active");
        run(connection, DIRECT, product.id(), GIVER, firm.id(), from, to);
    }

    private void sell(Connection connection, Firm firm, Product product, int quantity, String status)
            throws SQLException {
        Dice dice = dice(firm, product);
        Instant bought = firm.createdAt();
        long years = Duration.between(bought, now).toDays() / DAYS_OF_YEAR;
        Instant started = bought.plus(Duration.ofDays(years * DAYS_OF_YEAR));
        run(
                connection,
                SUBSCRIPTION,
                firm.id(),
                dice.id(bought),
                product.id(),
                dice.foreignId(),
                dice.foreignId(),
                product.name(),
                quantity,
                status,
                !dice.percent(15),
                product.price(),
                CURRENCIES.getOrDefault(firm.locale().substring(3), "EUR"),
                bought.toString(),
                started.toString(),
                started.plus(Duration.ofDays(DAYS_OF_YEAR)).toString(),
                bought.toString());
    }

    private static void license(Connection connection, Firm firm, Team team, Product product) throws SQLException {
        run(
                connection,
                "INSERT INTO group_licenses (organization_id, group_id, sku_id, assigned_by) VALUES (?, ?, ?, ?)",
                firm.id(),
                team.id(),
                product.id(),
                GIVER);
    }

    private static List<Team> teams(Connection connection, Firm firm) throws SQLException {
        List<Team> teams = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(GROUPS)) {
            statement.setObject(1, firm.id());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    teams.add(new Team(rows.getObject(1, UUID.class), rows.getInt(2)));
                }
            }
        }
        return teams;
    }

    private Dice dice(Firm firm, Product product) {
        return new Dice(seed, "subscription " + product.name(), firm.number(), 0);
    }

    private static void run(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** A product and what a unit of it costs in a month. */
    private record Product(UUID id, String name, BigDecimal price) {
        Product(String id, String name, String price) {
            this(UUID.fromString(id), name, new BigDecimal(price));
        }
    }

    /** A security group and how many people are in it. */
    private record Team(UUID id, int members) {}
}
