package io.tenantry.automation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.TestDatabase;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.PageSql;
import io.tenantry.query.RowVersions;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of jobs are found by an index, however many jobs there are beside them. */
@EveryPostgres
class JobPlansTest {
    private static final UUID CONTOSO = UUID.fromString("0197c000-0000-7000-8000-000000000001");
    private static final Reach ONE = new Reach.Some(Set.of(new OrganizationId(CONTOSO)));
    private static final List<Permission> EVERY = Arrays.stream(Permission.values())
            .filter(permission -> permission.name().startsWith("COMMAND_"))
            .toList();

    private static TestDatabase database;
    private static Connection connection;

    @BeforeAll
    static void makeJobs() throws SQLException {
        database = new TestDatabase("job_plans");
        connection = database.owner();
        database.run("INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES ('" + CONTOSO
                + "', NULL, 'partner', 'Contoso')");
        database.run("""
                INSERT INTO command_jobs (organization_id, id, block_id, block_identifier, block_version, read_action, target_kind,
                    organization_name, actor_id, actor_name, client, status, due_at, finished_at)
                SELECT '%s', time_ordered_id(), '%s', 'blocksignin', 1, 'command.user.read', 'User', 'Contoso',
                    gen_random_uuid(), 'script', 'script', CASE number %% 4000 WHEN 0 THEN 'Failed' WHEN 1 THEN 'Cancelled'
                    ELSE 'Completed' END, now(), now()
                FROM generate_series(1, 40000) number
                """.formatted(CONTOSO, Estate.BLOCK_SIGN_IN));
        database.run("ANALYZE command_jobs");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE tenantry_request");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "failed", "Cancelled"})
    void thoseThatWereNotDoneAreFoundWithoutThoseThatWere(String status) throws SQLException {
        Condition notDone = new Compare(JobLists.FIELDS.filterable("status"), Operator.EQUALS, status);

        assertThat(plan(ONE, notDone)).containsPattern("Index Scan Backward using command_jobs_not_done on");
        assertThat(plan(new Reach.Everything(), notDone))
                .containsPattern("Index Scan Backward using command_jobs_not_done_anywhere on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "failed", "Cancelled"})
    void theyAreFoundSoAlsoWhereThatIsPlannedOnceForEveryOrganization(String status) throws SQLException {
        Condition notDone = new Compare(JobLists.FIELDS.filterable("status"), Operator.EQUALS, status);

        assertThat(JobLists.isPlain(Map.of(ONE, EVERY), newest(notDone))).isTrue();
        assertThat(steadyPlan(page(ONE, notDone).sql()))
                .containsPattern("Index Scan Backward using command_jobs_not_done on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Queued", "Running", "Completed", "Lost"})
    void noOtherStatusIsPlannedOnceForAll(String status) {
        Condition other = new Compare(JobLists.FIELDS.filterable("status"), Operator.EQUALS, status);

        assertThat(JobLists.isPlain(Map.of(ONE, EVERY), newest(other))).isFalse();
    }

    @Test
    void thereIsNothingToReadForAStatusThatThereIsNot() throws SQLException {
        Condition unknown = new Compare(JobLists.FIELDS.filterable("status"), Operator.EQUALS, "Lost");

        assertThat(plan(ONE, unknown)).contains("One-Time Filter: false");
    }

    @Test
    void theNewestAreReadInTheirOrder() throws SQLException {
        assertThat(plan(ONE, Condition.ALL)).contains("Index Scan Backward").doesNotContain("Sort");
        assertThat(plan(new Reach.Everything(), Condition.ALL))
                .contains("Index Scan Backward")
                .doesNotContain("Sort");
    }

    @Test
    void whetherTheyAreStillTheSameIsAskedOfTheSameIndex() throws SQLException {
        assertThat(plan(ONE, RowVersions.of(page(ONE, Condition.ALL))))
                .contains("Index Scan Backward")
                .doesNotContain("Sort");
    }

    private static PageSql page(Reach reach, Condition filter) {
        return JobLists.page(Map.of(reach, EVERY), newest(filter));
    }

    private static ListQuery newest(Condition filter) {
        return ListQuery.first(100, filter, List.of(Order.descending(JobLists.FIELDS.id())));
    }

    /** The plan that does not depend on which organization is asked for. */
    private static String steadyPlan(Sql sql) throws SQLException {
        StringBuilder text = new StringBuilder("PREPARE steady AS ").append(sql.text());
        for (int number = 1, at; (at = text.indexOf("?")) >= 0; number++) {
            text.replace(at, at + 1, "$" + number);
        }
        String values = sql.values().stream()
                .map(value -> value instanceof List<?> words
                        ? words.stream().map(Object::toString).collect(Collectors.joining(",", "'{", "}'"))
                        : "'" + value + "'")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('tenantry.reach', '" + ONE.setting()
                    + "', false), set_config('plan_cache_mode', 'force_generic_plan', false),"
                    + " set_config('enable_sort', 'off', false)");
            statement.execute(text.toString());
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery("EXPLAIN EXECUTE steady (" + values + ")")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            statement.execute("DEALLOCATE steady");
            statement.execute(
                    "SELECT set_config('plan_cache_mode', 'auto', false), set_config('enable_sort', 'on', false)");
            return plan.toString();
        }
    }

    private static String plan(Reach reach, Condition filter) throws SQLException {
        return plan(reach, page(reach, filter).sql());
    }

    private static String plan(Reach reach, Sql sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement reaching = connection.prepareStatement("SELECT set_config('tenantry.reach', ?, false)");
                PreparedStatement explained = connection.prepareStatement("EXPLAIN " + sql.text())) {
            reaching.setString(1, reach.setting());
            reaching.execute();
            int position = 1;
            for (Object value : sql.values()) {
                explained.setObject(
                        position++,
                        value instanceof List<?> words ? connection.createArrayOf("text", words.toArray()) : value);
            }
            try (ResultSet lines = explained.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }
}
