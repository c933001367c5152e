package io.tenantry.automation;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import java.util.List;
import java.util.UUID;

/** For what a job is asked for. */
public sealed interface Aim {
    /** A person, by the hub's id or the provider's. */
    record ForUser(UUID id) implements Aim {}

    /** A group, or each of its people where the block is one for people. */
    record ForGroup(UUID id) implements Aim {}

    /** The organization itself. */
    record ForOrganization() implements Aim {}

    record ForDevice(UUID id) implements Aim {}

    /**
     * Each of some people, who are known by UPNs or by ids, the hub's or the provider's. A plan tells which are names of nobody; a
     * job is refused because of them.
     *
     * @param names of the organization's people
     */
    record ForPeople(List<String> names) implements Aim {
        private static final int NAMES_MAX = 100_000;

        public ForPeople {
            names = names.stream()
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList();
            Refusal.unless(
                    !names.isEmpty() && names.size() <= NAMES_MAX,
                    Refusal.Reason.MALFORMED,
                    "One to " + NAMES_MAX + " people are named",
                    "people");
        }
    }

    /**
     * Each living person of the organization who fulfils a condition.
     *
     * @param text the condition as the caller wrote it
     */
    record ForFilter(Condition condition, String text) implements Aim {}
}
