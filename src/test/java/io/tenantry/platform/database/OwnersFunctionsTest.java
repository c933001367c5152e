package io.tenantry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions that run as the owner see past the wall, so nothing a caller does may lead them astray. */
@EveryPostgres
class OwnersFunctionsTest extends HubTest {
    private static final String OURS =
            "FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = current_schema()::regnamespace";

    @Test
    void eachLooksNamesUpInOneSchemaOnly() throws SQLException {
        assertThat(names("SELECT p.proname " + OURS)).hasSizeGreaterThan(10).contains("find_users", "end_versions");
        assertThat(
                        names(
                                "SELECT p.oid::regprocedure " + OURS
                                        + " AND NOT coalesce(p.proconfig @> ARRAY['search_path=' || current_schema() || ', pg_temp'], false)"))
                .isEmpty();
    }

    @Test
    void nobodyMayCallOneWithoutBeingNamed() throws SQLException {
        assertThat(names("SELECT p.oid::regprocedure " + OURS
                        + " AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))"
                        + " WHERE grantee = 0 AND privilege_type = 'EXECUTE')"))
                .isEmpty();
        assertThat(names("SELECT p.proname " + OURS
                        + " AND has_function_privilege('tenantry_request', p.oid, 'EXECUTE')"))
                .contains("find_users", "fold_counts")
                .doesNotContain("share_of_users", "end_versions");
    }

    @Test
    void aTemporaryTableDoesNotStandInForARealOne() throws SQLException {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE tenantry_request");
            statement.execute("SET tenantry.reach = '*'");
            statement.execute(
                    "CREATE TEMPORARY TABLE users AS SELECT NULL::timestamptz AS deleted_at, 'trapdoor' AS search_text");
            assertThat(first(statement, "SELECT count(*) FROM users")).isEqualTo("1");
            assertThat(first(statement, "SELECT count_found_users(NULL, '{%trapdoor%}')"))
                    .isEqualTo("0");
        }
    }

    private static List<String> names(String query) throws SQLException {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
