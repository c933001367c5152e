package io.tenantry.changes;

import io.tenantry.changes.Change.EditKind;
import io.tenantry.kernel.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When somebody else has to agree to a plan: when all that the rule names is so. A rule that names nothing is for every plan.
 *
 * @param name how those who have to ask are told
 * @param edits plans with any of these kinds of edits; none for all
 * @param moreThan plans that change more things than this, or null for any number
 * @param privileged whether only plans that change somebody who holds a role
 * @param tag only what is changed in organizations that have this tag, or null for all
 * @param costMoreThan plans after which licences cost more by more than this a month, in whichever currency, or null
 */
public record ChangeRule(
        String name,
        Set<EditKind> edits,
        @Nullable Long moreThan,
        boolean privileged,
        @Nullable String tag,
        @Nullable BigDecimal costMoreThan) {
    private static final int NAME_LENGTH_MAX = 200;

    /** What holds where nobody has said anything else. */
    public static final List<ChangeRule> USUAL = List.of(
            new ChangeRule("More than 25 are deleted", Set.of(EditKind.DELETE), 25L, false, null, null),
            new ChangeRule("More than 100 are disabled", Set.of(EditKind.DISABLE), 100L, false, null, null),
            new ChangeRule("More than 1,000 are changed", Set.of(), 1_000L, false, null, null),
            new ChangeRule("Somebody who holds a role is changed", Set.of(), null, true, null, null),
            new ChangeRule(
                    "Licenses cost over 1,000 a month more",
                    Set.of(EditKind.LICENSES),
                    null,
                    false,
                    null,
                    new BigDecimal(1_000)));

    public ChangeRule {
        edits = Set.copyOf(edits);
        Refusal.unless(
                !name.isBlank() && name.length() <= NAME_LENGTH_MAX,
                Refusal.Reason.MALFORMED,
                "A rule has a name of at most " + NAME_LENGTH_MAX + " characters",
                "name");
        Refusal.unless(
                moreThan == null || moreThan >= 0, Refusal.Reason.MALFORMED, "A number is not negative", "moreThan");
        Refusal.unless(
                costMoreThan == null || costMoreThan.signum() >= 0,
                Refusal.Reason.MALFORMED,
                "A cost is not negative",
                "costMoreThan");
    }

    /**
     * A part of a plan that one set of rules is for.
     *
     * @param tags of the organization the part is in
     */
    public record Part(long planned, long privileged, Set<String> tags) {}

    /** Whether it asks for somebody's agreement to a plan that does this. */
    public boolean asksFor(Set<EditKind> kinds, List<Part> parts, Change.@Nullable Cost cost) {
        List<Part> meant = parts.stream()
                .filter(part -> tag == null || part.tags().contains(tag))
                .toList();
        long planned = meant.stream().mapToLong(Part::planned).sum();
        long holders = meant.stream().mapToLong(Part::privileged).sum();
        return planned > 0
                && (edits.isEmpty() || edits.stream().anyMatch(kinds::contains))
                && (moreThan == null || planned > moreThan)
                && (!privileged || holders > 0)
                && (costMoreThan == null || exceeds(cost, costMoreThan));
    }

    private static boolean exceeds(Change.@Nullable Cost cost, BigDecimal limit) {
        return cost != null && cost.perMonth().values().stream().anyMatch(amount -> amount.compareTo(limit) > 0);
    }
}
