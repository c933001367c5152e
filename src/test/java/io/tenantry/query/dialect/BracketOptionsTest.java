package io.tenantry.query.dialect;

import static io.tenantry.query.dialect.BracketRules.Operator.CO;
import static io.tenantry.query.dialect.BracketRules.Operator.EQ;
import static io.tenantry.query.dialect.BracketRules.Operator.GT;
import static io.tenantry.query.dialect.BracketRules.Operator.IN;
import static io.tenantry.query.dialect.BracketRules.Operator.LT;
import static io.tenantry.query.dialect.BracketRules.Operator.PR;
import static io.tenantry.query.dialect.BracketRules.Operator.SW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Field;
import io.tenantry.query.Order;
import io.tenantry.query.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BracketOptionsTest {
    private static final Field ID = Field.id("_id", "id");
    private static final Field NAME =
            Field.text("name", "name").foldedIn("name_ci").required();
    private static final Field ACTIVE = Field.flag("active", "active").required();
    private static final Field CREATED = Field.instant("_created", "created_at").required();
    private static final Field EXTERNAL = Field.text("externalId", "external_id");
    private static final BracketRules RULES = BracketRules.of(ID)
            .inPages()
            .sort(NAME, CREATED)
            .filter(ID, EQ, IN)
            .filter(NAME, EQ, CO, SW)
            .filter(ACTIVE, EQ)
            .filter(CREATED, LT, GT)
            .filter(EXTERNAL, PR)
            .choice("deleted", "only", "all")
            .others(Set.of("fields"));

    private static BracketOptions parse(String... namesAndValues) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters
                    .computeIfAbsent(namesAndValues[i], name -> new ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        return BracketOptions.parse(parameters, RULES);
    }

    @Test
    void everyOperatorBecomesTheOneCondition() {
        UUID one = UUID.fromString("0199a000-0000-7000-8000-000000000001");
        UUID two = UUID.fromString("0199a000-0000-7000-8000-000000000002");
        Instant noon = Instant.parse("2026-05-04T12:00:00Z");
        assertThat(parse("filter[name][EQ]", "Ada").filter())
                .isEqualTo(new Compare(NAME, Condition.Operator.EQUALS, "Ada"));
        assertThat(parse("filter[name][CO]", "d,a").filter())
                .isEqualTo(new Compare(NAME, Condition.Operator.CONTAINS, "d,a"));
        assertThat(parse("filter[name][SW]", "A").filter())
                .isEqualTo(new Compare(NAME, Condition.Operator.STARTS_WITH, "A"));
        assertThat(parse("filter[active][EQ]", "false").filter())
                .isEqualTo(new Compare(ACTIVE, Condition.Operator.EQUALS, false));
        assertThat(parse("filter[_created][LT]", "2026-05-04T14:00:00+02:00").filter())
                .isEqualTo(new Compare(CREATED, Condition.Operator.LESS, noon));
        assertThat(parse("filter[_created][GT]", "2026-05-04T12:00:00Z").filter())
                .isEqualTo(new Compare(CREATED, Condition.Operator.GREATER, noon));
        assertThat(parse("filter[externalId][PR]", "true").filter()).isEqualTo(new Not(new Missing(EXTERNAL)));
        assertThat(parse("filter[externalId][PR]", "false").filter()).isEqualTo(new Missing(EXTERNAL));
        In both = new In(ID, List.of(one, two));
        assertThat(parse("filter[_id][IN]", one + "," + two).filter()).isEqualTo(both);
        assertThat(parse("filter[_id][IN]", one.toString(), "filter[_id][IN]", two.toString())
                        .filter())
                .isEqualTo(both);
        assertThat(parse().filter()).isEqualTo(Condition.ALL);
    }

    @Test
    void choicesAreHandedOutAndTheirFieldHasNoOtherOperator() {
        assertThat(parse("filter[deleted][EQ]", "all").choices()).isEqualTo(Map.of("deleted", "all"));
        refuses("filter[deleted][EQ]", "some", "some");
        refuses("filter[deleted][LT]", "2026-01-01", "LT");
    }

    @Test
    void ordersAreTotalAndPagesHaveDefaults() {
        assertThat(parse().order()).containsExactly(Order.ascending(NAME), Order.ascending(ID));
        assertThat(parse("sort", "-_created").order()).containsExactly(Order.descending(CREATED), Order.descending(ID));
        assertThat(parse().window().skip()).isZero();
        assertThat(parse().window().pageSize()).isEqualTo(50);
        assertThat(parse("page[offset]", "70", "page[limit]", "7").window().skip())
                .isEqualTo(70);
        assertThat(parse("fields", "name").filter()).isEqualTo(Condition.ALL);
    }

    @Test
    void whatIsNotKnownIsRefusedByName() {
        refuses("filter[age][EQ]", "7", "age");
        refuses("filter[name][LT]", "7", "LT");
        refuses("filter[name][eq]", "7", "eq");
        refuses("filter[name]", "7", "filter[name]");
        refuses("filter[name][EQ][EQ]", "7", "filter[name][EQ][EQ]");
        refuses("filter[[name]][EQ]", "7", "filter[[name]][EQ]");
        refuses("filter[name][EQ]x", "7", "filter[name][EQ]x");
        refuses("sort", "active", "active");
        refuses("page[size]", "7", "page[size]");
        refuses("page[limit]", "many", "page[limit]");
        refuses("page[offset]", "99999999999999999999", "page[offset]");
        refuses("filter[name][EQ]", " ", "filter[name][EQ]");
        refuses("filter[active][EQ]", "1", "1");
        assertThatThrownBy(() -> parse("sort", "name", "sort", "name")).hasMessageContaining("sort");
    }

    private static void refuses(String name, String value, String told) {
        assertThatThrownBy(() -> parse(name, value))
                .as(name)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED))
                .hasMessageContaining(told);
    }

    @Test
    void anyQuestionWrittenInBracketsAndReadAgainIsTheSame() {
        Seeded.times(5_000, random -> {
            Map<String, Condition> wanted = new TreeMap<>();
            Map<String, List<String>> parameters = new LinkedHashMap<>();
            for (int filters = random.nextInt(1, 6); filters > 0; filters--) {
                write(random, parameters, wanted);
            }
            List<Condition> all = List.copyOf(wanted.values());
            assertThat(BracketOptions.parse(parameters, RULES).filter())
                    .as(parameters.toString())
                    .isEqualTo(all.size() == 1 ? all.getFirst() : new And(all));
        });
    }

    private static void write(Random random, Map<String, List<String>> parameters, Map<String, Condition> wanted) {
        String text = text(random);
        Instant moment = Instant.ofEpochSecond(random.nextInt());
        List<Object> ids = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            ids.add(new UUID(random.nextLong(), random.nextLong()));
        }
        switch (random.nextInt(6)) {
            case 0 ->
                put(parameters, wanted, "filter[name][CO]", text, new Compare(NAME, Condition.Operator.CONTAINS, text));
            case 1 ->
                put(parameters, wanted, "filter[name][EQ]", text, new Compare(NAME, Condition.Operator.EQUALS, text));
            case 2 ->
                put(
                        parameters,
                        wanted,
                        "filter[_created][LT]",
                        moment.toString(),
                        new Compare(CREATED, Condition.Operator.LESS, moment));
            case 3 -> put(parameters, wanted, "filter[externalId][PR]", "true", new Not(new Missing(EXTERNAL)));
            case 4 -> {
                wanted.put("filter[_id][IN]", new In(ID, ids));
                parameters.put(
                        "filter[_id][IN]", ids.stream().map(Object::toString).toList());
            }
            default ->
                put(
                        parameters,
                        wanted,
                        "filter[active][EQ]",
                        "true",
                        new Compare(ACTIVE, Condition.Operator.EQUALS, true));
        }
    }

    private static void put(
            Map<String, List<String>> parameters,
            Map<String, Condition> wanted,
            String name,
            String value,
            Condition condition) {
        parameters.put(name, List.of(value));
        wanted.put(name, condition);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append("aB7 []()%_'\"\\,=&é-".charAt(random.nextInt(18)));
        }
        return text.toString();
    }

    @Test
    void readsOrRefusesAnyParameters() {
        Seeded.times(20_000, random -> {
            Map<String, List<String>> parameters =
                    Map.of(damaged(random), List.of(text(random).substring(1)));
            try {
                BracketOptions.parse(parameters, RULES);
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED);
                assertThat(refusal.getMessage()).hasSizeLessThan(250);
            }
        });
    }

    private static String damaged(Random random) {
        String[] parts = {"filter", "[", "]", "][", "name", "EQ", "CO", "_id", "IN", "page", "limit", "sort", "", "x"};
        StringBuilder name = new StringBuilder(random.nextBoolean() ? "filter[" : "");
        for (int i = random.nextInt(7); i > 0; i--) {
            name.append(parts[random.nextInt(parts.length)]);
        }
        return name.toString();
    }
}
