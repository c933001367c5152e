package io.tenantry.directory.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.TestDatabase;
import io.tenantry.access.Reach;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Principal;
import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Cursor;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.PageSql;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each page of a sorted list is a few steps along an index, behind the wall of row-level security too. */
class ListPlansTest {
    private static final UUID ORGANIZATION = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final Reach REACH = new Reach.Some(Set.of(new OrganizationId(ORGANIZATION)));
    private static final UUID SOMEBODY = UUID.fromString("8199a000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Sql LIVING = Sql.of("organization_id = ? AND deleted_at IS NULL", ORGANIZATION);
    private static TestDatabase here = new TestDatabase("list_plans");
    private static Database database = here.database();

    @BeforeAll
    static void fill() throws SQLException {
        here.run(
                "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, NULL, 'partner', 'Op')",
                ORGANIZATION);
        here.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name, created_at, valid_from, deleted_at,
                    department, job_title, mail, account_enabled)
                SELECT ?, md5('u' || n)::uuid, md5('u' || n)::uuid, n || '@example.com', 'Name ' || md5(n::text),
                    now() - n * interval '1 minute', now() - n * 17 % 20000 * interval '1 minute',
                    CASE WHEN n % 200 = 0 THEN now() END, nullif('Department ' || n % 40, 'Department 7'),
                    nullif('Job ' || n % 300, 'Job 7'), nullif('m' || n || '@mail.example', 'm7@mail.example'), n % 20 <> 3
                FROM generate_series(1, 20000) n
                """, ORGANIZATION);
        here.run("""
                INSERT INTO groups (organization_id, id, object_id, kind, display_name)
                SELECT ?, md5('g' || n)::uuid, md5('g' || n)::uuid, 'hub', 'Group ' || md5(n::text) FROM generate_series(1, 5000) n
                """, ORGANIZATION);
        here.run("ANALYZE");
    }

    @AfterAll
    static void close() {
        here.close();
    }

    static Stream<Arguments> sorts() {
        Field userName = UserField.USER_NAME.named("userName").required();
        return Stream.of(
                Arguments.of("users", UserField.ID, userName, "5@example.com", "users_by_user_name"),
                Arguments.of("users", UserField.ID, UserField.DISPLAY_NAME.named("n"), "name 5", "users_by_name"),
                Arguments.of("users", UserField.ID, UserField.CREATED.named("c"), NOON, "users_by_created"),
                Arguments.of("users", UserField.ID, UserField.MODIFIED.named("m"), NOON, "users_by_modified"),
                Arguments.of("groups", GroupField.ID, GroupField.DISPLAY_NAME.named("n"), "group 5", "groups_by_name"),
                Arguments.of("groups", GroupField.ID, GroupField.CREATED.named("c"), NOON, "groups_by_created"),
                Arguments.of("groups", GroupField.ID, GroupField.MODIFIED.named("m"), NOON, "groups_by_modified"));
    }

    @ParameterizedTest
    @MethodSource("sorts")
    void everySortIsAnIndexInBothDirections(String table, Property id, Field field, Object value, String index) {
        Catalogue catalogue = Catalogue.of(id.named("_id"), field);
        for (Order first : List.of(Order.ascending(field), Order.descending(field))) {
            ListQuery start = ListQuery.first(50, Condition.ALL, catalogue.total(List.of(first)));
            for (ListQuery query : List.of(start, start.after(new Cursor(List.of(value, SOMEBODY))))) {
                String plan = plan(
                        PageSql.of(query, "id, organization_id", table, LIVING).sql());
                assertThat(plan).contains(index).doesNotContain("Seq Scan on " + table);
                assertThat(plan.replace("Incremental Sort", "")).doesNotContain("Sort  (");
            }
        }
    }

    static Stream<Arguments> sortsEverywhere() {
        Field enabled = UserField.ACCOUNT_ENABLED.named("e");
        return Stream.of(
                Arguments.of(UserField.DISPLAY_NAME.named("n"), "name 5", "users_by_name"),
                Arguments.of(UserField.DEPARTMENT.named("d"), "department 5", "users_by_department_anywhere"),
                Arguments.of(UserField.JOB_TITLE.named("j"), "job 5", "users_by_job_title_anywhere"),
                Arguments.of(UserField.MAIL.named("m"), "m5@mail.example", "users_by_mail_anywhere"),
                Arguments.of(enabled, true, "users_by_state_anywhere"));
    }

    @ParameterizedTest
    @MethodSource("sortsEverywhere")
    void peopleOfAllOrganizationsOrOneAreSortedByAnIndexInBothDirections(Field field, Object value, String index) {
        Catalogue catalogue = Catalogue.of(UserField.ID.named("_id"), field);
        for (Order first : List.of(Order.ascending(field), Order.descending(field))) {
            ListQuery start = ListQuery.first(50, Condition.ALL, catalogue.total(List.of(first)));
            for (ListQuery query : List.of(start, start.after(new Cursor(List.of(value, SOMEBODY))))) {
                for (Sql base : List.of(Sql.of("deleted_at IS NULL"), LIVING)) {
                    String plan = plan(PageSql.of(query, "id, organization_id", "users", base)
                            .sql());
                    assertThat(plan).contains(index).doesNotContain("Seq Scan on users");
                }
            }
        }
    }

    @Test
    void principalsAreMergedInTheOrderOfTwoIndexes() {
        Field name = Principal.Field.DISPLAY_NAME.named("displayName");
        Catalogue catalogue = Catalogue.of(Principal.Field.ID.named("_id"), name);
        List<PageSql.Part> parts = List.of(
                PrincipalRows.living(ORGANIZATION, null),
                PrincipalRows.groups(ORGANIZATION, List.of("hub", "security")));
        for (Order first : List.of(Order.ascending(name), Order.descending(name))) {
            ListQuery start = ListQuery.first(50, Condition.ALL, catalogue.total(List.of(first)));
            for (ListQuery query : List.of(start, start.after(new Cursor(List.of("group 5", SOMEBODY))))) {
                String plan = plan(PageSql.merged(query, "id, name", parts).sql());
                assertThat(plan)
                        .contains("users_by_name", "groups_by_name")
                        .doesNotContain("Seq Scan on users")
                        .doesNotContain("Seq Scan on groups");
            }
        }
    }

    private static String plan(Sql sql) {
        return String.join(
                "\n",
                database.list(
                        REACH,
                        "EXPLAIN " + sql.text(),
                        row -> row.getString(1),
                        sql.values().toArray()));
    }
}
