package io.tenantry.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.query.dialect.ODataFilter;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PinnedTest {
    private static final UUID ONE = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID TWO = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final UUID THREE = UUID.fromString("00000000-0000-0000-0000-000000000003");

    @Test
    void readsTheValuesThatAFilterAllows() {
        assertThat(pinned("managerId eq " + ONE)).contains(Set.of(ONE));
        assertThat(pinned("managerId in ('%s','%s')".formatted(ONE, TWO))).contains(Set.of(ONE, TWO));
        assertThat(pinned("city eq 'London' and (managerId eq %s and accountEnabled)".formatted(ONE)))
                .contains(Set.of(ONE));
        assertThat(pinned("managerId eq %s or city eq 'Paris' and managerId eq %s".formatted(ONE, TWO)))
                .contains(Set.of(ONE, TWO));
        assertThat(pinned("managerId in (%s,%s) and managerId in (%s)".formatted(ONE, TWO, THREE)))
                .contains(Set.of(THREE));
    }

    @Test
    void saysSoWhenAFilterLeavesTheFieldOpen() {
        assertThat(pinned("true")).isEmpty();
        assertThat(pinned("managerId ne " + ONE)).isEmpty();
        assertThat(pinned("not (managerId eq %s)".formatted(ONE))).isEmpty();
        assertThat(pinned("managerId eq null")).isEmpty();
        assertThat(pinned("managerId eq %s or city eq 'Paris'".formatted(ONE))).isEmpty();
        assertThat(pinned("id eq " + ONE)).isEmpty();
        assertThat(pinned("id in (%s)".formatted(ONE))).isEmpty();
    }

    @Test
    void missesNobody() {
        AtomicInteger checked = new AtomicInteger();
        Seeded.times(3_000, random -> {
            Condition condition = People.condition(random, 3);
            Optional<Set<Object>> pinned = Pinned.values(condition, People.MANAGER);
            if (pinned.isPresent()) {
                for (People.Person person : People.people(random, 40)) {
                    if (Evaluation.test(condition, person.lookup())) {
                        checked.incrementAndGet();
                        assertThat(person.value(People.MANAGER))
                                .as(condition.toString())
                                .isIn(pinned.get());
                    }
                }
            }
        });
        assertThat(checked).hasValueGreaterThan(500);
    }

    private static Optional<Set<Object>> pinned(String filter) {
        return Pinned.values(ODataFilter.parse(filter, People.FIELDS), People.MANAGER);
    }
}
