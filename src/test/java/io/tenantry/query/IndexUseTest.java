package io.tenantry.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.EveryPostgres;
import io.tenantry.TestPostgres;
import io.tenantry.kernel.Cursor;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Operator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Under row-level security PostgreSQL gives an index only those conditions that cannot leak a hidden row's values. Ours
 * have to be of that kind, or every question would read a whole organization.
 */
@EveryPostgres
class IndexUseTest {
    private static final Field ID = Field.id("id", "s.id");
    private static final Field NAME =
            Field.text("displayName", "s.name").foldedIn("s.name_ci").required();
    private static final Field CITY = Field.text("city", "s.city").foldedIn("s.city_ci");
    private static final Field BADGE = Field.text("badge", "s.badge").identifying();
    private static final Field STATE = Field.word("state", "s.state", List.of("Here", "Gone"));
    private static final Catalogue FIELDS = Catalogue.of(ID, NAME, CITY, BADGE, STATE);
    private static final UUID SOMEONE = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static Connection connection;

    @BeforeAll
    static void createTable() throws SQLException {
        connection = TestPostgres.connect(TestPostgres.shared());
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    DROP SCHEMA IF EXISTS index_use CASCADE;
                    CREATE SCHEMA index_use;
                    SET search_path = index_use;
                    CREATE TABLE staff (
                        organization integer NOT NULL,
                        id uuid NOT NULL,
                        name text NOT NULL,
                        name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
                        city text,
                        city_ci text COLLATE "C" GENERATED ALWAYS AS (lower(city)) STORED,
                        badge text,
                        state text);
                    CREATE INDEX staff_by_badge ON staff (organization, badge);
                    CREATE INDEX staff_gone ON staff (organization, id) WHERE state = 'Gone';
                    CREATE INDEX staff_by_name ON staff (organization, name_ci, id);
                    CREATE INDEX staff_by_city ON staff (organization, city_ci NULLS FIRST, id);
                    INSERT INTO staff (organization, id, name, city, badge, state)
                    SELECT n % 4, gen_random_uuid(), 'Name ' || n, nullif('City ' || n % 500, 'City 7'), gen_random_uuid(),
                        CASE WHEN n % 400 < 4 THEN 'Gone' ELSE 'Here' END
                    FROM generate_series(1, 20000) n;
                    ANALYZE staff;
                    ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
                    CREATE POLICY own ON staff USING (organization = current_setting('index_use.organization')::integer);
                    ALTER TABLE staff FORCE ROW LEVEL SECURITY;
                    SET index_use.organization = 1""");
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void equalityIsLookedUp() throws SQLException {
        assertThat(plan(new Compare(NAME, Operator.EQUALS, "NAME 17"), null))
                .contains("Index Cond: ((organization")
                .contains("(name_ci = 'name 17'");
    }

    @Test
    void aListOfValuesIsLookedUp() throws SQLException {
        assertThat(plan(new In(NAME, List.of("NAME 17", "name 18", "name 19")), null))
                .contains("(name_ci = ANY ('{\"name 17\"");
    }

    @Test
    void aBeginningIsARangeOfTheIndex() throws SQLException {
        assertThat(plan(new Compare(NAME, Operator.STARTS_WITH, "NAME 17"), null))
                .containsPattern("Index Cond: .*name_ci >= 'name 17'.*name_ci < 'name 17");
    }

    @Test
    void aLaterPageStartsAtItsPlaceInTheIndex() throws SQLException {
        assertThat(plan(Condition.ALL, new Cursor(List.of("name 17", SOMEONE)), Order.ascending(NAME)))
                .containsPattern("Index Cond: .*ROW\\(.*name_ci, .*id\\) > ROW\\('name 17'")
                .doesNotContain("Sort");
        assertThat(plan(Condition.ALL, new Cursor(List.of("name 17", SOMEONE)), Order.descending(NAME)))
                .containsPattern("Index Cond: .*ROW\\(.*name_ci, .*id\\) < ROW\\('name 17'")
                .doesNotContain("Sort");
    }

    @Test
    void aLaterPageByAValueThatMayBeMissingStartsAtItsPlaceToo() throws SQLException {
        assertThat(plan(Condition.ALL, new Cursor(List.of("city 17", SOMEONE)), Order.ascending(CITY)))
                .containsPattern("Index Cond: .*ROW\\(.*city_ci, .*id\\) > ROW\\('city 17'")
                .doesNotContain("Sort");
    }

    @Test
    void rowsWithAndWithoutAValueEachStartAtTheirPlaceInTheIndex() throws SQLException {
        assertThat(plan(Condition.ALL, new Cursor(List.of("city 17", SOMEONE)), Order.descending(CITY)))
                .containsPattern("Index Cond: .*ROW\\(.*city_ci, .*id\\) < ROW\\('city 17'")
                .containsPattern("Index Cond: .*city_ci IS NULL")
                .doesNotContain("Filter: (s");
        assertThat(plan(Condition.ALL, new Cursor(Arrays.asList(null, SOMEONE)), Order.ascending(CITY)))
                .containsPattern("Index Cond: .*city_ci IS NULL.*id > ")
                .containsPattern("Index Cond: .*city_ci IS NOT NULL")
                .doesNotContain("Filter: (s");
    }

    @Test
    void aLaterPageOfAMixedOrderStartsAtItsFirstValue() throws SQLException {
        Cursor place = new Cursor(List.of("name 17", "city 17", SOMEONE));
        assertThat(plan(Condition.ALL, place, Order.ascending(NAME), Order.descending(CITY)))
                .containsPattern("Index Cond: .*name_ci >= 'name 17'");
    }

    @Test
    void anIdOfAnythingIsLookedUpHoweverItIsWritten() throws SQLException {
        String shouted = SOMEONE.toString().toUpperCase(Locale.ROOT);
        assertThat(plan(new Compare(BADGE, Operator.EQUALS, shouted), null))
                .containsPattern("Index Cond: .*badge = '" + SOMEONE + "'");
        assertThat(plan(new Compare(BADGE, Operator.EQUALS, "Badge B-17"), null))
                .containsPattern("Index Cond: .*badge = 'Badge B-17'");
    }

    @Test
    void aWordChoosesTheIndexThatHasOnlyItsRows() throws SQLException {
        assertThat(plan(new Compare(STATE, Operator.EQUALS, "gone"), null)).contains("staff_gone");
    }

    private static String plan(Condition filter, @Nullable Cursor after, Order... order) throws SQLException {
        ListQuery query = new ListQuery(filter, null, FIELDS.total(List.of(order)), 100, 0, after, false);
        Sql sql = PageSql.of(query, "s.id", "staff s", Sql.of("TRUE")).sql();
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql.text())) {
            int position = 1;
            for (Object value : sql.values()) {
                statement.setObject(position++, value);
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
