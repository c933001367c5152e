package io.tenantry.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.All;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Or;
import io.tenantry.query.Condition.Some;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import io.tenantry.query.People;
import io.tenantry.query.Seeded;
import io.tenantry.query.Several;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtlasFilterTest {
    private static final Field ID = Field.id("id", "p.id");
    private static final Field STATUS = Field.text("status", "p.status").notSortable();
    private static final Field COUNTRY = Field.text("country", "p.country");
    private static final Field COUNT = Field.number("licenseCount", "p.licenses");
    private static final Field ONLINE = Field.flag("isOnline", "p.online");
    private static final Field CREATED = Field.instant("createdDate", "p.created");
    private static final Several TYPES = new Several(
            Field.shown("p.types"),
            Field.number("discoveryTypes", "element.value"),
            "unnest(p.types) AS element (value)");
    private static final AtlasRules RULES = AtlasRules.of(
                    Catalogue.of(ID, STATUS, COUNTRY, COUNT, ONLINE, CREATED), Order.ascending(COUNTRY))
            .withLists(TYPES);
    private static final AtlasRules PEOPLE = AtlasRules.of(People.FIELDS);
    private static final String ALPHABET = "()()[],+'\"\\ \t%_-.:TZ0129abnotdeq?=/\u0000\ud83d\ude00\ud800é";

    private static final Condition ACTIVE = equal(STATUS, "Active");
    private static final Condition JAPAN = equal(COUNTRY, "Japan");
    private static final Condition TWO = new Compare(COUNT, Operator.AT_LEAST, new BigDecimal(2));
    private static final Condition SSO = new Some(TYPES, equal(TYPES.element(), new BigDecimal(3)));

    static Stream<Arguments> readable() {
        return Stream.of(
                Arguments.of("status -eq Active", ACTIVE),
                Arguments.of("?filter=status -eq \"Active\"", ACTIVE),
                Arguments.of("  STATUS  -EQ  'Active' ", ACTIVE),
                Arguments.of("(status -eq Active)", ACTIVE),
                Arguments.of("((status -eq Active))", ACTIVE),
                Arguments.of("-not (status -eq Active)", new Not(ACTIVE)),
                Arguments.of("-not (-not (status -eq Active))", new Not(new Not(ACTIVE))),
                Arguments.of("(country -eq Japan) -and (licenseCount -ge 2)", new And(List.of(JAPAN, TWO))),
                Arguments.of(
                        "(country -contains x) -and ((licenseCount -ge 2) -or (createdDate -le \"2022-01-01T00:00:00Z\"))",
                        new And(List.of(
                                new Compare(COUNTRY, Operator.CONTAINS, "x"),
                                new Or(List.of(
                                        TWO,
                                        new Compare(
                                                CREATED, Operator.AT_MOST, Instant.parse("2022-01-01T00:00:00Z"))))))),
                Arguments.of(
                        "(status -eq Active) -or (country -eq Japan) -and -not (licenseCount -ge 2)",
                        new Or(List.of(ACTIVE, new And(List.of(JAPAN, new Not(TWO)))))),
                Arguments.of("(status -eq Active)-and(country -eq Japan)", new And(List.of(ACTIVE, JAPAN))),
                Arguments.of("createdDate -gt 2022-01-01t00:00:00z", after("2022-01-01T00:00:00Z")),
                Arguments.of("createdDate -gt 2022-01-01", after("2022-01-01T00:00:00Z")),
                Arguments.of("licenseCount -lt -2.50", new Compare(COUNT, Operator.LESS, new BigDecimal("-2.5"))),
                Arguments.of("isOnline -ne TRUE", new Compare(ONLINE, Operator.NOT_EQUALS, true)),
                Arguments.of("country -eq true", equal(COUNTRY, "true")),
                Arguments.of("country -eq 'null'", equal(COUNTRY, "null")),
                Arguments.of("country -eq \"2nd \\\"Land\\\" \\\\ 'x'\"", equal(COUNTRY, "2nd \"Land\" \\ 'x'")),
                Arguments.of("country -eq 'it\\'s'", equal(COUNTRY, "it's")),
                Arguments.of("country -eq ''", equal(COUNTRY, "")),
                Arguments.of("country -eq Österreich", equal(COUNTRY, "Österreich")),
                Arguments.of("country -notcontains an", new Not(new Compare(COUNTRY, Operator.CONTAINS, "an"))),
                Arguments.of(
                        "id -eq 2f86b198-04f3-4770-ad08-b32518206da0",
                        equal(ID, UUID.fromString("2f86b198-04f3-4770-ad08-b32518206da0"))),
                Arguments.of("discoveryTypes -eq 3", SSO),
                Arguments.of("discoveryTypes -contains 3", SSO),
                Arguments.of("discoveryTypes -ne 3", new Not(SSO)),
                Arguments.of("discoverytypes -notcontains 3", new Not(SSO)));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatTheDocumentationShows(String text, Condition meaning) {
        assertThat(AtlasFilter.parse(text, RULES)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status -eq",
                "status eq Active",
                "status -like Active",
                "status -gt Active",
                "licenseCount -contains 2",
                "isOnline -ge true",
                "discoveryTypes -gt 3",
                "discoveryTypes -eq SSO",
                "nobody -eq 1",
                "status -eq Active -and country -eq Japan",
                "(status -eq Active) -and country -eq Japan",
                "(status -eq Active) (country -eq Japan)",
                "-not status -eq Active",
                "-not -not (status -eq Active)",
                "(status -eq Active",
                "status -eq Active)",
                "(status -eq Active) -or",
                "()",
                "status -eq 'Active",
                "status -eq \"Active'",
                "status -eq 'a\\nb'",
                "status -eq 3com",
                "status -eq -x",
                "status -eq a+b",
                "status -eq a,b",
                "status -eq [a]",
                "status -eq New York",
                "status -eq null",
                "licenseCount -eq null",
                "licenseCount -eq two",
                "licenseCount -eq '2'",
                "isOnline -eq 1",
                "isOnline -eq 'true'",
                "createdDate -gt yesterday",
                "id -eq 1-1-1-1-1",
                "5 -eq 5",
                "'status' -eq Active",
                "2status -eq Active"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> AtlasFilter.parse(text, RULES)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED);
            assertThat(refusal.target()).isEqualTo("filter");
        });
    }

    @Test
    void saysThatSeveralComparisonsNeedParentheses() {
        assertThatThrownBy(() -> AtlasFilter.parse("status -eq Active -and country -eq Japan", RULES))
                .hasMessage(
                        "The filter needs the end, or parentheses around each of several comparisons, at position 19, but has"
                                + " '-and'");
    }

    @Test
    void anyConditionPrintedAndReadAgainIsTheSame() {
        Seeded.times(20_000, random -> {
            Condition condition = sayable(People.condition(random, 5));
            String text = AtlasText.of(condition, random);
            assertThat(AtlasFilter.parse(text, PEOPLE)).as(text).isEqualTo(condition);
        });
    }

    @Test
    void readsOrRefusesAnyText() {
        Seeded.times(50_000, random -> readOrRefuse(anyText(random)));
    }

    @Test
    void readsOrRefusesAnyDamagedFilter() {
        Seeded.times(20_000, random -> {
            StringBuilder text = new StringBuilder(AtlasText.of(sayable(People.condition(random, 3)), random));
            for (int damage = random.nextInt(1, 4); damage > 0 && !text.isEmpty(); damage--) {
                damage(text, random);
            }
            readOrRefuse(text.toString());
        });
    }

    @Test
    void refusesHugeTextsQuickly() {
        assertThatThrownBy(() -> AtlasFilter.parse("(".repeat(20_000), PEOPLE)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> AtlasFilter.parse("(".repeat(8_000), PEOPLE)).isInstanceOf(Refusal.class);
    }

    @Test
    void readsPagesAndOrder() {
        AtlasOptions options = AtlasOptions.parse(
                Map.of(
                        "page_size", List.of("1000"),
                        "page_number", List.of("3"),
                        "sort", List.of("?sort=licenseCount:desc,COUNTRY")),
                RULES);
        assertThat(options.pageSize()).isEqualTo(1000);
        assertThat(options.pageNumber()).isEqualTo(3);
        assertThat(options.order())
                .containsExactly(Order.descending(COUNT), Order.ascending(COUNTRY), Order.ascending(ID));
        AtlasOptions usual = AtlasOptions.parse(Map.of(), RULES);
        assertThat(usual.pageSize()).isEqualTo(100);
        assertThat(usual.pageNumber()).isOne();
        assertThat(usual.order()).containsExactly(Order.ascending(COUNTRY), Order.ascending(ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page_size=0",
                "page_size=1001",
                "page_size=-1",
                "page_size=x",
                "page_number=0",
                "page_number=1.5",
                "page_number=9999999999999999999",
                "sort=status:asc",
                "sort=country:up",
                "sort=country:asc:desc",
                "sort=country,",
                "sort=:asc",
                "sort=nobody",
                "pageSize=10"
            })
    void refusesOtherPagesAndOrders(String parameter) {
        String[] parts = parameter.split("=", 2);
        assertThatThrownBy(() -> AtlasOptions.parse(Map.of(parts[0], List.of(parts[1])), RULES))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED));
    }

    /** What the grammar has no words for is put into those it has. */
    private static Condition sayable(Condition condition) {
        return switch (condition) {
            case All() -> equal(People.ENABLED, true);
            case Missing(Field field) -> equal(field, People.value(new Random(7), field));
            case In(Field field, List<Object> values) -> equal(field, values.getFirst());
            case Not(Condition inner) -> new Not(sayable(inner));
            case And(List<Condition> all) ->
                new And(all.stream().map(AtlasFilterTest::sayable).toList());
            case Or(List<Condition> any) ->
                new Or(any.stream().map(AtlasFilterTest::sayable).toList());
            case Compare(Field field, Operator operator, Object value) ->
                new Compare(field, field.type() == Field.Type.TEXT ? ofText(operator) : operator, value);
            case Some some -> some;
        };
    }

    private static Operator ofText(Operator operator) {
        return switch (operator) {
            case EQUALS, NOT_EQUALS, CONTAINS -> operator;
            case STARTS_WITH, ENDS_WITH -> Operator.CONTAINS;
            case GREATER, AT_LEAST, LESS, AT_MOST -> Operator.NOT_EQUALS;
        };
    }

    private static void readOrRefuse(String text) {
        Condition condition;
        try {
            condition = AtlasFilter.parse(text, PEOPLE);
        } catch (Refusal refusal) {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED);
            assertThat(refusal.target()).isEqualTo("filter");
            assertThat(refusal.getMessage()).hasSizeLessThan(300);
            return;
        }
        assertThat(AtlasFilter.parse(AtlasText.of(condition, new Random(1)), PEOPLE))
                .as(text)
                .isEqualTo(condition);
    }

    private static void damage(StringBuilder text, Random random) {
        int position = random.nextInt(text.length());
        char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(position);
            case 1 -> text.insert(position, other);
            default -> text.setCharAt(position, other);
        }
    }

    private static String anyText(Random random) {
        String[] words = {
            "displayName",
            " -eq ",
            " -ne ",
            " -and ",
            " -or ",
            "-not ",
            " -contains ",
            "(",
            ")",
            "(",
            ")",
            "'a'",
            "\"b\"",
            "null",
            "true",
            "12",
            "-3.5",
            "accountEnabled",
            "licenseCount",
            "2026-01-01T00:00:00Z",
            "city",
            " -ge "
        };
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(14); length > 0; length--) {
            text.append(
                    random.nextInt(5) > 0
                            ? words[random.nextInt(words.length)]
                            : String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length()))));
        }
        return text.toString();
    }

    private static Condition after(String moment) {
        return new Compare(CREATED, Operator.GREATER, Instant.parse(moment));
    }

    private static Condition equal(Field field, Object value) {
        return new Compare(field, Operator.EQUALS, value);
    }
}
