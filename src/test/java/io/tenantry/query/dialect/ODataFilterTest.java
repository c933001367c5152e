package io.tenantry.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Or;
import io.tenantry.query.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ODataFilterTest {
    private static final Field ID = Field.id("id", "u.id");
    private static final Field NAME = Field.text("displayName", "u.name");
    private static final Field CITY = Field.text("city", "u.city");
    private static final Field COUNT = Field.number("licenseCount", "u.licenses");
    private static final Field ENABLED = Field.flag("accountEnabled", "u.enabled");
    private static final Field CREATED = Field.instant("createdDateTime", "u.created");
    private static final Field PHOTO = Field.text("photo", "u.photo").notFilterable();
    private static final Catalogue FIELDS = Catalogue.of(ID, NAME, CITY, COUNT, ENABLED, CREATED, PHOTO);
    private static final String SOMEONE = "0199a000-0000-7000-8000-00000000000A";
    private static final Condition ADA = equal(NAME, "Ada");
    private static final Condition LONDON = equal(CITY, "London");
    private static final Condition IN_USE = equal(ENABLED, true);

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of("displayName eq 'Ada'", ADA),
                Arguments.of("  DISPLAYNAME  EQ  'Ada'  ", ADA),
                Arguments.of("displayName ne 'Ada'", new Compare(NAME, Operator.NOT_EQUALS, "Ada")),
                Arguments.of("displayName eq 'O''Hara ''s'", equal(NAME, "O'Hara 's")),
                Arguments.of("displayName eq ''", equal(NAME, "")),
                Arguments.of("displayName eq ' and (x) '", equal(NAME, " and (x) ")),
                Arguments.of("displayName eq '''; DROP TABLE users; --'", equal(NAME, "'; DROP TABLE users; --")),
                Arguments.of("displayName gt 'A'", new Compare(NAME, Operator.GREATER, "A")),
                Arguments.of("licenseCount ge 2", new Compare(COUNT, Operator.AT_LEAST, new BigDecimal(2))),
                Arguments.of("licenseCount lt -2.50", new Compare(COUNT, Operator.LESS, new BigDecimal("-2.5"))),
                Arguments.of("licenseCount le 1e3", new Compare(COUNT, Operator.AT_MOST, new BigDecimal(1000))),
                Arguments.of("accountEnabled eq true", IN_USE),
                Arguments.of("accountEnabled", IN_USE),
                Arguments.of("not accountEnabled and city eq 'London'", and(new Not(IN_USE), LONDON)),
                Arguments.of("accountEnabled eq False", equal(ENABLED, false)),
                Arguments.of("id eq " + SOMEONE, equal(ID, UUID.fromString(SOMEONE))),
                Arguments.of("id eq '" + SOMEONE + "'", equal(ID, UUID.fromString(SOMEONE))),
                Arguments.of("displayName eq " + SOMEONE, equal(NAME, SOMEONE)),
                Arguments.of("id in ('" + SOMEONE + "')", new In(ID, List.of(UUID.fromString(SOMEONE)))),
                Arguments.of("city in('London','Paris')", new In(CITY, List.of("London", "Paris"))),
                Arguments.of("city in ( 'London' , 'Paris' )", new In(CITY, List.of("London", "Paris"))),
                Arguments.of("city eq null", new Missing(CITY)),
                Arguments.of("city ne null", new Not(new Missing(CITY))),
                Arguments.of("true", Condition.ALL),
                Arguments.of("not false", new Not(new Not(Condition.ALL))),
                Arguments.of("createdDateTime ge 2026-11-21T12:00:00Z", since("2026-11-21T12:00:00Z")),
                Arguments.of("createdDateTime ge 2026-11-21T14:00:00.5+02:00", since("2026-11-21T12:00:00.500Z")),
                Arguments.of("createdDateTime ge 2026-11-21T12:00Z", since("2026-11-21T12:00:00Z")),
                Arguments.of("createdDateTime ge 2026-11-21T12:00:00", since("2026-11-21T12:00:00Z")),
                Arguments.of("createdDateTime ge '2026-11-21T12:00:00Z'", since("2026-11-21T12:00:00Z")),
                Arguments.of("createdDateTime ge 2026-11-21", since("2026-11-21T00:00:00Z")),
                Arguments.of("createdDateTime ge 2026-11-21T12:00:00.1234567Z", since("2026-11-21T12:00:00.123456Z")),
                Arguments.of("contains(displayName,'da')", new Compare(NAME, Operator.CONTAINS, "da")),
                Arguments.of("startsWith( displayName , 'A' )", new Compare(NAME, Operator.STARTS_WITH, "A")),
                Arguments.of("endswith(displayName,'%_\\')", new Compare(NAME, Operator.ENDS_WITH, "%_\\")),
                Arguments.of(
                        "contains(tolower(displayName),tolower('DA'))", new Compare(NAME, Operator.CONTAINS, "DA")),
                Arguments.of("toupper(city) eq 'London'", LONDON),
                Arguments.of("startswith(city,'L') eq true", new Compare(CITY, Operator.STARTS_WITH, "L")),
                Arguments.of("startswith(city,'L') ne true", new Not(new Compare(CITY, Operator.STARTS_WITH, "L"))),
                Arguments.of("startswith(city,'L') eq false", new Not(new Compare(CITY, Operator.STARTS_WITH, "L"))),
                Arguments.of("not(displayName eq 'Ada')", new Not(ADA)),
                Arguments.of("not contains(city,'x')", new Not(new Compare(CITY, Operator.CONTAINS, "x"))),
                Arguments.of("not displayName eq 'Ada' and city eq 'London'", and(new Not(ADA), LONDON)),
                Arguments.of(
                        "accountEnabled eq true or displayName eq 'Ada' and city eq 'London'",
                        new Or(List.of(IN_USE, and(ADA, LONDON)))),
                Arguments.of(
                        "(accountEnabled eq true or displayName eq 'Ada')and(city eq 'London')",
                        and(new Or(List.of(IN_USE, ADA)), LONDON)),
                Arguments.of("((displayName eq 'Ada'))", ADA));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatClientsWrite(String text, Condition expected) {
        assertThat(ODataFilter.parse(text, FIELDS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                                  | position 1, but has the end
                    displayName                         | eq, ne, gt, ge, lt, le or in at position 12
                    displayName eq                      | a text in single quotes at position 15
                    displayName eq Ada                  | a text in single quotes at position 16, but has 'Ada'
                    displayName like 'A'                | but has 'like'
                    displayName eq 'Ada                 | closing quote (at position 16)
                    displayName eq 'Ada' city           | 'and', 'or' or the end at position 22
                    displayName eq 'Ada')               | but has ')'
                    (displayName eq 'Ada'               | 'and', 'or' or ')' at position 22
                    displayName eq 'Ada' and            | at position 25, but has the end
                    and displayName eq 'Ada'            | 'and'
                    not                                 | at position 4
                    'Ada' eq displayName                | starts with the property
                    2 lt licenseCount                   | starts with the property
                    null eq city                        | starts with the property
                    secret eq 'x'                       | There is no property 'secret' to filter by
                    photo eq 'x'                        | There is no property 'photo' to filter by
                    licenseCount ge two                 | 'two' is not a number
                    licenseCount ge '2'                 | a number at position 17
                    licenseCount ge 1e999999999         | too long
                    licenseCount ge 1e99999999999       | is not a number
                    licenseCount ge 11111111111111111111111111111111111111111111111111111111111111111 | is not a number
                    accountEnabled eq maybe             | 'maybe' is not true or false
                    accountEnabled eq 'true'            | true or false at position 19
                    accountEnabled gt true              | cannot be compared so
                    id eq 'Ada'                         | 'Ada' is not an id
                    id eq 1-1-1-1-1                     | '1-1-1-1-1' is not an id
                    id gt 0199a000-0000-7000-8000-00000000000A | cannot be compared so
                    contains(id,'0199')                 | is not an id
                    contains(licenseCount,2)            | cannot be compared so
                    contains(displayName 'a')           | ',' at position 22
                    contains(displayName,'a'            | ')' at position 25
                    contains(displayName,null)          | a text in single quotes
                    contains('a',displayName)           | starts with the property
                    contains(displayName,'a') eq 1      | 'true' or 'false' at position 30
                    length(displayName) eq 3            | but has 'length'
                    tolower(displayName eq 'a'          | ')' at position 21
                    createdDateTime ge yesterday        | 'yesterday' is not a date and time
                    createdDateTime ge 2026-02-30       | is not a date and time
                    createdDateTime ge 2026-11-21T25:00:00Z | is not a date and time
                    createdDateTime ge +999999999-01-01 | outside the years
                    city gt null                        | only eq and ne compare with null
                    city in ()                          | a text in single quotes at position 10
                    city in 'London'                    | '(' at position 9
                    city in ('London',)                 | a text in single quotes at position 19
                    city in ('London' 'Paris')          | ',' or ')' at position 19
                    city in ('London',null)             | but has 'null'
                    """)
    void refusesWhatItCannotReadAndSaysWhere(String text, String reason) {
        assertRefused(text).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\ud800", "a\udc00", "\udc00\ud800"})
    void refusesTextsThatNoRowCanHave(String text) {
        assertRefused("displayName eq '" + text + "'").contains("characters that no text can have");
    }

    @Test
    void namesTheLimitThatAFilterExceeds() {
        assertRefused("(".repeat(33) + "true" + ")".repeat(33)).contains("more than 32 levels deep");
        assertRefused("not ".repeat(33) + "true").contains("more than 32 levels deep");
        assertRefused("not(".repeat(2_000)).contains("more than 32 levels deep");
        assertRefused("displayName eq '" + "x".repeat(8 * 1024) + "'").contains("longer than 8192 characters");
        assertRefused("city in ('a'" + ",'a'".repeat(200) + ")").contains("more than 200 comparisons");
        assertRefused("true" + " or true".repeat(200)).contains("more than 200 comparisons");
    }

    @Test
    void readsUpToTheLimits() {
        assertThat(ODataFilter.parse("(".repeat(31) + "true" + ")".repeat(31), FIELDS))
                .isEqualTo(Condition.ALL);
        assertThat(ODataFilter.parse("city in ('a'" + ",'a'".repeat(199) + ")", FIELDS))
                .isInstanceOf(In.class);
        assertThat(ODataFilter.parse("true" + " or true".repeat(199), FIELDS)).isInstanceOf(Or.class);
    }

    private static AbstractStringAssert<?> assertRefused(String text) {
        String[] message = {""};
        assertThatThrownBy(() -> ODataFilter.parse(text, FIELDS))
                .as(text)
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED);
                    assertThat(refusal.target()).isNotNull();
                    message[0] = refusal.getMessage();
                });
        return assertThat(message[0]);
    }

    private static Condition equal(Field field, Object value) {
        return new Compare(field, Operator.EQUALS, value);
    }

    private static Condition and(Condition first, Condition second) {
        return new And(List.of(first, second));
    }

    private static Condition since(String instant) {
        return new Compare(CREATED, Operator.AT_LEAST, Instant.parse(instant));
    }
}
