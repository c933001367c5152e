package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.TestPostgres;
import io.tenantry.access.SwitchableAccess;
import io.tenantry.api.Route;
import io.tenantry.api.SampleBodies;
import io.tenantry.api.own.OwnBodies;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The second wall: what one customer sees and changes of another when the program itself refuses nobody any more. */
@EveryPostgres
class IsolationTest extends DialectTest {
    /** Names that people sign in with are unique over the installation, so this table is nobody's own. */
    private static final List<String> SHARED = List.of("logon_names");

    private static final String TABLES = """
            SELECT c.relname, c.relrowsecurity FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE a.attname = 'organization_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
              AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname
            """;

    @Autowired
    private SwitchableAccess access = new SwitchableAccess();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();

    @Test
    void noEndpointShowsOrChangesAnythingOfAnotherCustomerEvenWhenNothingIsRefused() throws SQLException {
        OrganizationId other = customer();
        String mark = "NOON-" + UUID.randomUUID();
        UUID user = Estate.user(other, mark);
        UUID userGroup = Estate.group(other, mark);
        UUID group = Estate.group(other, mark);
        UUID deleted = Estate.user(other, mark);
        Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", group);
        Estate.run("UPDATE users SET deleted_at = now() WHERE id = ?", deleted);
        Estate.run("UPDATE users SET manager_id = ? WHERE id = ?", deleted, user);
        Estate.member(other, userGroup, user, "user");
        Estate.member(other, group, user, "user");
        Calls theirs = Calls.of(
                other, domain(), new Calls.Things(user, userGroup, group, deleted, Estate.subscription(other, mark)));
        SampleBodies samples = SampleBodies.of(client(), "own").with(OwnBodies.words(other, user, domain()));
        Map<String, String> before = fingerprints(other);
        Set<Integer> statuses = new TreeSet<>();
        access.withoutRefusals(() -> {
            for (Route route : Route.all(mapping)) {
                boolean known = route.endpoint().getPackageName().equals("io.tenantry.api.clouduserhub");
                if (known || route.pattern().contains("{organizationId}")) {
                    String path = known ? theirs.path(route) : path(route, other, user, group);
                    Answer answer = client().send(
                                    route.method(), path, token(), known ? theirs.body(route) : body(samples, route));
                    if (known) {
                        statuses.add(answer.status());
                    }
                    assertThat(answer.status()).as(route.line()).isLessThan(500);
                    assertThat(answer.raw().body())
                            .as(route.line())
                            .doesNotContain(mark, user.toString(), group.toString(), userGroup.toString());
                    assertThat(answer.status() < 300 && !isRead(route))
                            .as(route.line() + " " + answer.body())
                            .isFalse();
                }
            }
        });
        // Lists are empty, things are not there, and what would be new is refused by the database itself.
        assertThat(statuses).containsExactly(200, 403, 404);
        assertThat(fingerprints(other)).isEqualTo(before);
    }

    @Test
    void everyTableWithAnOrganizationIsBehindTheWall() throws SQLException {
        OrganizationId other = customer();
        Estate.user(other, "Noon");
        try (Connection connection = TestPostgres.connect(TestPostgres.shared())) {
            List<String> tables = tables(connection);
            assertThat(tables).hasSizeGreaterThan(15).contains("users", "users_history", "audit_events", "credentials");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET ROLE tenantry_request");
                statement.execute("SET tenantry.reach = '" + organization() + "'");
                for (String table : tables) {
                    String others = table + " WHERE organization_id <> '" + organization() + "'";
                    assertThat(count(statement, "SELECT count(*) FROM " + others))
                            .as(table)
                            .isZero();
                    assertNothing(statement, "DELETE FROM " + others);
                    assertNothing(
                            statement,
                            "UPDATE " + table + " SET organization_id = organization_id WHERE organization_id <> '"
                                    + organization() + "'");
                    assertRefused(statement, "INSERT INTO " + table + " (organization_id) VALUES ('" + other + "')");
                }
            }
        }
    }

    /** A path of another surface that names things of the other customer, as far as their kind can be told. */
    private static String path(Route route, OrganizationId other, UUID user, UUID group) {
        String path = route.pattern()
                .replace("{organizationId}", other.toString())
                .replace("{userId}", user.toString())
                .replace("{memberId}", user.toString())
                .replace("{groupId}", group.toString());
        return path.replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }

    private static boolean isRead(Route route) {
        // A batch of nothing is one, too.
        return route.method().equals("GET")
                || route.pattern().endsWith("/audit/verification")
                || route.pattern().endsWith("/.search")
                || route.pattern().endsWith("/$batch");
    }

    /** What would be taken if the thing were the caller's. */
    private static @Nullable String body(SampleBodies samples, Route route) {
        if (route.pattern().endsWith("/sign-in-policies")) {
            return "{\"passwordValidityPolicy\": {\"minLength\": 20}}";
        }
        String body = OwnBodies.body(samples, route);
        return body != null || List.of("GET", "DELETE").contains(route.method()) ? body : "{}";
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                String table = rows.getString(1);
                if (!SHARED.contains(table)) {
                    assertThat(rows.getBoolean(2))
                            .as(table + " has no row-level security")
                            .isTrue();
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    /** Touches no row, or may not be said at all. */
    private static void assertNothing(Statement statement, String sql) throws SQLException {
        try {
            assertThat(statement.executeUpdate(sql)).as(sql).isZero();
        } catch (SQLException refused) {
            assertThat(refused.getSQLState())
                    .as(sql + ": " + refused.getMessage())
                    .isEqualTo("42501");
        }
    }

    private static void assertRefused(Statement statement, String sql) {
        try {
            statement.executeUpdate(sql);
        } catch (SQLException refused) {
            assertThat(refused.getSQLState())
                    .as(sql + ": " + refused.getMessage())
                    .isEqualTo("42501");
            return;
        }
        throw new AssertionError("Not refused: " + sql);
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Everything the organization has, in short. Its audit trail does change: it tells of the attempts. */
    private static Map<String, String> fingerprints(OrganizationId organization) throws SQLException {
        Map<String, String> fingerprints = new TreeMap<>();
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                Statement statement = connection.createStatement()) {
            for (String table : tables(connection)) {
                // The trail grows by every refused attempt, and counts are folded at any moment.
                if (!table.startsWith("audit_") && !table.startsWith("count")) {
                    String sql = "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM " + table
                            + " t WHERE organization_id = '" + organization + "'";
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        rows.next();
                        fingerprints.put(table, String.valueOf(rows.getString(1)));
                    }
                }
            }
        }
        return fingerprints;
    }
}
