package io.tenantry.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.query.dialect.ODataFilter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The display name and the job title are part of the search text here, the city is not. */
class FragmentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    contains(displayName,'Ada')                                              | [[Ada]]
                    endswith(displayName,'lace')                                             | [[lace]]
                    startswith(displayName,'Ada')                                            | [[Ada]]
                    contains(displayName,'Ada') and contains(jobTitle,'engineer')            | [[Ada], [engineer]]
                    contains(displayName,'Ada') and (accountEnabled and contains(jobTitle,'engi')) | [[Ada], [engi]]
                    contains(displayName,'Ada') and city eq 'London'                         | [[Ada]]
                    contains(displayName,'Ada') or contains(displayName,'Ada')               | [[Ada]]
                    contains(displayName,'Ada') or contains(jobTitle,'Ad')                   | []
                    contains(displayName,'Ada') or contains(city,'Ada')                      | []
                    contains(displayName,'Ad')                                               | []
                    contains(city,'London')                                                  | []
                    not contains(displayName,'Ada')                                          | []
                    displayName eq 'Ada'                                                     | []
                    displayName in ('Ada','Bob')                                             | []
                    displayName gt 'Ada'                                                     | []
                    true                                                                     | []
                    """)
    void knowsWhatEveryAnswerContains(String filter, String groups) {
        assertThat(fragments(filter).groups().toString()).isEqualTo(groups);
    }

    @Test
    void alternativesFormOneGroup() {
        assertThat(fragments("contains(displayName,'Ada') or jobTitle eq 'Engineer' or displayName in ('Bob','Eve')")
                        .groups())
                .singleElement()
                .satisfies(group -> assertThat(group).containsExactlyInAnyOrder("Ada", "Engineer", "Bob", "Eve"));
        assertThat(fragments("(accountEnabled and contains(displayName,'Ada')) or contains(displayName,'Eve')")
                        .groups())
                .singleElement()
                .satisfies(group -> assertThat(group).containsExactlyInAnyOrder("Ada", "Eve"));
    }

    @Test
    void patternsAreForWhatEveryRowHas() {
        Fragments fragments =
                fragments("contains(displayName,'50%_') and (contains(jobTitle,'abc') or jobTitle eq 'xyz')");
        assertThat(fragments.likePatterns()).containsExactly("%50\\%\\_%");
        assertThat(fragments.isEmpty()).isFalse();
        assertThat(fragments("true").isEmpty()).isTrue();
    }

    /** Whoever fulfils a condition has one text of each group in the texts that are searched. */
    @Test
    void missesNobody() {
        AtomicInteger checked = new AtomicInteger();
        Seeded.times(2_000, random -> {
            Condition condition = condition(random, 3);
            Fragments fragments = Fragments.of(condition);
            for (int i = 0; i < 20; i++) {
                Map<Field, Object> person = Map.of(People.NAME, words(random), People.TITLE, words(random));
                if (!fragments.isEmpty() && Evaluation.test(condition, person::get)) {
                    checked.incrementAndGet();
                    for (Set<String> group : fragments.groups()) {
                        assertThat(group).as(condition.toString()).anyMatch(text -> isIn(person, text));
                    }
                }
            }
        });
        assertThat(checked).hasValueGreaterThan(500);
    }

    private static Condition condition(Random random, int depth) {
        if (depth > 0 && random.nextBoolean()) {
            List<Condition> parts = List.of(condition(random, depth - 1), condition(random, depth - 1));
            return switch (random.nextInt(5)) {
                case 0 -> new Condition.Not(parts.getFirst());
                case 1, 2 -> new Condition.And(parts);
                default -> new Condition.Or(parts);
            };
        }
        Field field = List.of(People.NAME, People.TITLE).get(random.nextInt(2));
        Condition.Operator[] operators = Condition.Operator.values();
        return random.nextInt(4) == 0
                ? new Condition.In(field, List.of(word(random), words(random)))
                : new Condition.Compare(field, operators[random.nextInt(operators.length)], words(random));
    }

    private static String words(Random random) {
        return random.nextInt(3) == 0 ? word(random) : word(random) + word(random);
    }

    private static String word(Random random) {
        return List.of("Ada", "ADA", "bo", "Eve", "Lou").get(random.nextInt(5));
    }

    private static boolean isIn(Map<Field, Object> person, String text) {
        return person.keySet().stream()
                .anyMatch(field ->
                        Evaluation.test(new Condition.Compare(field, Condition.Operator.CONTAINS, text), person::get));
    }

    private static Fragments fragments(String filter) {
        return Fragments.of(ODataFilter.parse(filter, People.FIELDS));
    }
}
