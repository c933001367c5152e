package io.tenantry.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
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
import io.tenantry.query.Evaluation;
import io.tenantry.query.Field;
import io.tenantry.query.Field.Trait;
import io.tenantry.query.People;
import io.tenantry.query.Seeded;
import io.tenantry.query.Several;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScimFilterTest {
    private static final Several MAILS = Several.texts("value", "mails", false);
    private static final Field WORK = Field.text("value", "mail");
    private static final ScimRules RULES = ScimRules.of("urn:people")
            .with(People.FIELDS.fields().toArray(Field[]::new))
            .with(Field.text("urn:more:2.0:Person:room", "room").exact())
            .several(
                    "emails",
                    ScimElement.one(Map.of("type", "work", "primary", true), WORK),
                    ScimElement.each(Map.of("type", "other"), MAILS));

    /** What the grammar has no words for is put into those it has. */
    private static Condition sayable(Condition condition) {
        return switch (condition) {
            case All() -> new Not(new Missing(People.CITY));
            case In(Field field, List<Object> values) -> new Compare(field, Operator.EQUALS, values.getFirst());
            case Missing(Field field) -> new Missing(field.is(Trait.REQUIRED) ? People.CITY : field);
            case Not(Condition inner) -> new Not(sayable(inner));
            case And(List<Condition> all) ->
                new And(all.stream().map(ScimFilterTest::sayable).toList());
            case Or(List<Condition> any) ->
                new Or(any.stream().map(ScimFilterTest::sayable).toList());
            case Compare compare -> compare;
            case Some some -> some;
        };
    }

    @Test
    void anyConditionPrintedAndReadAgainIsTheSame() {
        Seeded.times(20_000, random -> {
            Condition condition = sayable(People.condition(random, 5));
            String text = ScimText.of(condition);
            assertThat(ScimFilter.parse(text, RULES)).as(text).isEqualTo(condition);
        });
    }

    @Test
    void anyDamagedFilterIsReadOrRefused() {
        Seeded.times(20_000, random -> {
            StringBuilder text = new StringBuilder(ScimText.of(sayable(People.condition(random, 3))));
            for (int damage = random.nextInt(1, 4); damage > 0 && !text.isEmpty(); damage--) {
                damage(text, random);
            }
            try {
                ScimFilter.parse(text.toString(), RULES);
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED);
                assertThat(refusal.target()).isEqualTo("filter");
                assertThat(refusal.getMessage()).hasSizeLessThan(250);
            }
        });
    }

    private static void damage(StringBuilder text, Random random) {
        String alphabet = "()[]\"\\ .:andoreqpt\u0000\ud83d";
        int position = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(position);
            case 1 -> text.insert(position, alphabet.charAt(random.nextInt(alphabet.length())));
            default -> text.setCharAt(position, alphabet.charAt(random.nextInt(alphabet.length())));
        }
    }

    @Test
    void hugeTextsAreRefused() {
        assertThatThrownBy(() -> ScimFilter.parse("(".repeat(8_000), RULES)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ScimFilter.parse("not (".repeat(1_000), RULES)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ScimFilter.parse("city eq \"" + "x".repeat(1 << 20) + "\"", RULES))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ScimFilter.parse("city pr or ".repeat(300) + "city pr", RULES))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void valuePathsAskOneValueAtATime() {
        assertThat(ScimFilter.parse("emails[type eq \"WORK\" and value co \"@x\"]", RULES))
                .isEqualTo(new Compare(WORK, Operator.CONTAINS, "@x"));
        assertThat(ScimFilter.parse("urn:people:emails[type eq \"other\" and value co \"@x\"]", RULES))
                .isEqualTo(new Some(MAILS, new Compare(MAILS.element(), Operator.CONTAINS, "@x")));
        assertThat(ScimFilter.parse("URN:more:2.0:person:ROOM eq \"A\"", RULES)).isInstanceOf(Compare.class);
        Condition both = ScimFilter.parse("emails[value sw \"a\" and value ew \"z\"]", RULES);
        Map<String, Object> row = Map.of("mails", List.of("a1", "2z"));
        assertThat(Evaluation.test(both, field -> row.get(field.name()))).isFalse();
        Map<String, Object> other = Map.of("mails", List.of("a1", "a2z"));
        assertThat(Evaluation.test(both, field -> other.get(field.name()))).isTrue();
    }

    @Test
    void someoneElsesIdsAreComparedExactly() {
        Condition room = ScimFilter.parse("urn:more:2.0:Person:room eq \"A\"", RULES);
        assertThat(Evaluation.test(room, field -> "A")).isTrue();
        assertThat(Evaluation.test(room, field -> "a")).isFalse();
    }
}
