package io.tenantry.licensing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.EveryPostgres;
import io.tenantry.TestDatabase;
import io.tenantry.estate.EstateSize;
import io.tenantry.estate.Estates;
import io.tenantry.kernel.Cursor;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No question about licences reads an organization's people one by one, however many it has. */
@EveryPostgres
class LicensePlansTest {
    private static final UUID E3 = UUID.fromString("05e9a617-0261-4cee-bb44-138d3ef5d965");
    private static final List<String> LARGE = List.of("users", "user_licenses", "license_paths", "memberships");

    private static TestDatabase database;
    private static Connection connection;
    private static UUID customer = new UUID(0, 0);
    private static UUID somebody = new UUID(0, 0);

    @BeforeAll
    static void makeAnEstate() throws SQLException {
        database = new TestDatabase("license_plans");
        connection = database.owner();
        Estates.fill(connection, new EstateSize(1, 4, 9_000, 40, 12_000, 8_000, 600), made -> {});
        customer = UUID.fromString(String.valueOf(
                database.ask("SELECT organization_id FROM users GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")));
        somebody = UUID.fromString(
                String.valueOf(database.ask("SELECT user_id FROM user_licenses WHERE organization_id = '" + customer
                        + "' AND sku_id = '" + E3 + "' ORDER BY user_id OFFSET 2000 LIMIT 1")));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE tenantry_request");
            statement.execute("SET tenantry.reach = '" + customer + "'");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void theLicensesOfAUserAreLookedUp() throws SQLException {
        assertLookedUp(plan(Sql.of(LicenseRows.OF_USER + "u.object_id = ?", customer, somebody)));
        assertLookedUp(plan(Sql.of(LicenseRows.OF_USER + "u.id = ?", customer, somebody)));
    }

    @Test
    void theUnitsOfAnOrganizationAreNotCountedWhenTheyAreShown() throws SQLException {
        String plan = plan(Sql.of(SubscribedSkuRows.ALL, customer));
        assertThat(plan).doesNotContain("user_licenses").doesNotContain("license_paths");
    }

    @Test
    void thoseWhoHoldAProductAreWalkedInTheOrderOfAnIndex() throws SQLException {
        assertLookedUp(plan(holders(Condition.ALL, null)));
        String later = plan(holders(Condition.ALL, new Cursor(List.of(somebody))));
        assertLookedUp(later);
        assertThat(later).containsPattern("Index Cond: .*user_id > ");
    }

    @Test
    void thoseWhoWaitAreFoundWithoutThoseWhoHold() throws SQLException {
        Condition notHeld = new Compare(SubscribedSkuRows.HOLDER_FIELDS.filterable("held"), Operator.EQUALS, false);
        assertThat(plan(holders(notHeld, null))).contains("user_licenses_not_held");
    }

    @Test
    void aPageOfTheLedgerCountsOnlyDisabledPeopleAndThoseWhoStayedAwayOrWait() throws SQLException {
        String plan = plan(Sql.of(
                LedgerRows.IDLE,
                List.of(customer),
                List.of(customer),
                OffsetDateTime.now(ZoneOffset.UTC),
                List.of(customer)));
        assertThat(plan)
                .contains("users_disabled")
                .contains("user_licenses_waiting")
                .doesNotContain("Seq Scan on users");
    }

    @Test
    void theLicensesOfAGroupStartAtTheGroup() throws SQLException {
        UUID group = UUID.fromString(String.valueOf(database.ask(
                "SELECT group_id FROM group_licenses WHERE organization_id = '" + customer + "' LIMIT 1")));
        assertThat(plan(Sql.of(GroupLicenseRows.LICENSES, customer, group))).contains("license_paths_by_group");
    }

    private static Sql holders(Condition filter, @Nullable Cursor after) {
        Catalogue fields = SubscribedSkuRows.HOLDER_FIELDS;
        List<Order> order = fields.total(List.of());
        ListQuery query = new ListQuery(filter, null, order, 100, 0, after, false);
        return PageSql.of(
                        query,
                        SubscribedSkuRows.HOLDER_COLUMNS,
                        SubscribedSkuRows.HOLDERS,
                        Sql.of("l.organization_id = ? AND l.sku_id = ? AND u.deleted_at IS NULL", customer, E3))
                .sql();
    }

    private static void assertLookedUp(String plan) {
        for (String table : LARGE) {
            assertThat(plan).doesNotContainPattern("Seq Scan on " + table + "\\b");
        }
    }

    private static String plan(Sql sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql.text())) {
            int position = 1;
            for (Object value : sql.values()) {
                if (value instanceof List<?> ids) {
                    statement.setArray(position++, connection.createArrayOf("uuid", ids.toArray()));
                } else {
                    statement.setObject(position++, value);
                }
            }
            try (ResultSet lines = statement.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }
}
