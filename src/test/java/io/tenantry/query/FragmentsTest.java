package io.tenantry.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.query.dialect.ODataFilter;
import java.util.Set;
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
        Seeded.times(300, random -> {
            Condition condition = People.condition(random, 3);
            Fragments fragments = Fragments.of(condition);
            for (People.Person person : People.people(random, 40)) {
                if (Evaluation.test(condition, person.lookup())) {
                    for (Set<String> group : fragments.groups()) {
                        assertThat(group).as(condition.toString()).anyMatch(text -> isIn(person, text));
                    }
                }
            }
        });
    }

    private static boolean isIn(People.Person person, String text) {
        return People.FIELDS.fields().stream()
                .filter(field -> field.is(Field.Trait.SEARCHED))
                .anyMatch(field -> Evaluation.test(
                        new Condition.Compare(field, Condition.Operator.CONTAINS, text), person.lookup()));
    }

    private static Fragments fragments(String filter) {
        return Fragments.of(ODataFilter.parse(filter, People.FIELDS));
    }
}
