package io.tenantry.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.kernel.Cursor;
import io.tenantry.query.dialect.ODataFilter;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTest {
    private static final String LAST = "\uDBFF\uDFFF";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    displayName eq 'A'          | p.name_ci = lower(?)
                    displayName ne 'A'          | p.name_ci <> lower(?)
                    city ne 'A'                 | p.city_ci IS DISTINCT FROM lower(?)
                    not (city eq 'A')           | p.city_ci IS DISTINCT FROM lower(?)
                    not (city ne 'A')           | p.city_ci = lower(?)
                    city gt 'A'                 | p.city_ci > lower(?)
                    not (city gt 'A')           | (p.city_ci <= lower(?) OR p.city IS NULL)
                    not (displayName ge 'A')    | (p.name_ci < lower(?))
                    city eq null                | p.city IS NULL
                    city ne null                | p.city IS NOT NULL
                    licenseCount le 3           | p.licenses <= ?
                    jobTitle eq 'A'             | lower(p.title) COLLATE "C" = lower(?)
                    startswith(city,'A')        | (p.city_ci >= lower(?) AND p.city_ci < lower(?))
                    not startswith(city,'A')    | (p.city_ci < lower(?) OR p.city_ci >= lower(?) OR p.city IS NULL)
                    contains(city,'A')          | p.city_ci LIKE lower(?)
                    not endswith(city,'A')      | (p.city_ci NOT LIKE lower(?) OR p.city IS NULL)
                    city in ('A','B','C')       | p.city_ci IN (lower(?), lower(?), lower(?), lower(?))
                    not (city in ('A'))         | (p.city_ci NOT IN (lower(?)) OR p.city IS NULL)
                    true                        | TRUE
                    not true                    | FALSE
                    not (isGuest or city eq 'A') | (p.guest IS DISTINCT FROM ?) AND (p.city_ci IS DISTINCT FROM lower(?))
                    """)
    void writesComparisonsThatIndexesUnderstand(String filter, String sql) {
        assertThat(Sql.of(ODataFilter.parse(filter, People.FIELDS)).text()).isEqualTo(sql);
    }

    @Test
    void valuesNeverBecomeSqlText() {
        Sql sql = Sql.of(ODataFilter.parse("displayName eq 'x''; DROP TABLE users; --'", People.FIELDS));
        assertThat(sql.text()).isEqualTo("p.name_ci = lower(?)");
        assertThat(sql.values()).containsExactly("x'; DROP TABLE users; --");
    }

    @Test
    void wildcardsInValuesStandForThemselves() {
        assertThat(Sql.of(ODataFilter.parse("contains(city,'100%_\\')", People.FIELDS))
                        .values())
                .containsExactly("%100\\%\\_\\\\%");
        assertThat(Sql.of(ODataFilter.parse("startswith(city,'100%')", People.FIELDS))
                        .values())
                .containsExactly("100%", "100%" + LAST);
    }

    @Test
    void wholeNumbersAreBoundAsIntegers() {
        assertThat(Sql.of(ODataFilter.parse("licenseCount eq 2.0 or cost eq 2.5", People.FIELDS))
                        .values()
                        .toString())
                .isEqualTo("[2, 2.5]");
    }

    @Test
    void asksForOneRowMoreThanThePageHolds() {
        assertThat(page(null, Order.ascending(People.NAME)))
                .isEqualTo(
                        "SELECT p.name, p.name_ci AS sorted_by_0, p.id AS sorted_by_1 FROM people p WHERE (p.id <> ?) AND (TRUE)"
                                + " ORDER BY p.name_ci, p.id LIMIT 11");
    }

    @Test
    void goesOnAfterAPlaceByComparingRows() {
        Cursor ada = new Cursor(List.of("ada", new UUID(0, 1)));
        assertThat(page(ada, Order.ascending(People.NAME))).contains(" AND ((p.name_ci, p.id) > (?, ?)) ORDER BY");
        assertThat(page(ada, Order.descending(People.NAME)))
                .contains(" AND ((p.name_ci, p.id) < (?, ?)) ORDER BY p.name_ci DESC, p.id DESC");
        assertThat(page(ada, Order.ascending(People.CITY))).contains(" AND ((p.city_ci, p.id) > (?, ?)) ORDER BY");
    }

    @Test
    void comparesStepByStepWhereDirectionsDiffer() {
        Cursor ada = new Cursor(List.of("ada", "london", new UUID(0, 1)));
        assertThat(page(ada, Order.ascending(People.NAME), Order.descending(People.CITY)))
                .contains(" AND (p.name_ci >= ? AND (p.name_ci > ? OR (p.name_ci = ? AND"
                        + " (p.city_ci < ? OR p.city_ci IS NULL OR (p.city_ci = ? AND p.id < ?)))))"
                        + " ORDER BY p.name_ci, p.city_ci DESC NULLS LAST, p.id DESC LIMIT 11");
    }

    @Test
    void asksForRowsWithAndWithoutAValueSeparately() {
        Cursor london = new Cursor(List.of("london", new UUID(0, 1)));
        assertThat(page(london, Order.descending(People.CITY)))
                .contains(
                        " AND ((p.city_ci, p.id) < (?, ?)) ORDER BY",
                        ") UNION ALL (",
                        " AND (p.city_ci IS NULL) ORDER BY")
                .endsWith(" LIMIT 11) ORDER BY sorted_by_0 DESC NULLS LAST, sorted_by_1 DESC LIMIT 11");
        Cursor nowhere = new Cursor(Arrays.asList(null, new UUID(0, 1)));
        assertThat(page(nowhere, Order.ascending(People.CITY)))
                .contains(" AND (p.city_ci IS NULL AND p.id > ?) ORDER BY", " AND (p.city_ci IS NOT NULL) ORDER BY");
        assertThat(page(nowhere, Order.descending(People.CITY)))
                .contains(" AND (p.city_ci IS NULL AND p.id < ?) ORDER BY")
                .doesNotContain("UNION");
    }

    private static String page(@Nullable Cursor after, Order... order) {
        ListQuery query = new ListQuery(Condition.ALL, null, People.FIELDS.total(List.of(order)), 10, 0, after, false);
        return PageSql.of(query, "p.name", "people p", Sql.of("p.id <> ?", new UUID(0, 0)))
                .sql()
                .text();
    }
}
