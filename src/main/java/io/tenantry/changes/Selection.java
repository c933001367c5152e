package io.tenantry.changes;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which things a change is about: all of some organizations that meet a condition and, where any are named, are among those.
 *
 * @param organizations where to look; none for wherever the caller may
 * @param filter the condition
 * @param filterText as the caller wrote it, or null for none
 * @param ids things by their hub ids
 * @param names people by their sign-in names
 * @param deleted whether those that are deleted are meant, and not those that are there
 */
public record Selection(
        Subject subject,
        Set<OrganizationId> organizations,
        Condition filter,
        @Nullable String filterText,
        List<UUID> ids,
        List<String> names,
        boolean deleted) {
    /** More than these come as a filter. */
    public static final int NAMED_MAX = 100_000;

    public Selection {
        organizations = Set.copyOf(organizations);
        ids = ids.stream().distinct().toList();
        names = names.stream().distinct().toList();
        Refusal.unless(
                ids.size() + names.size() <= NAMED_MAX,
                Refusal.Reason.MALFORMED,
                "At most " + NAMED_MAX + " are named in one plan",
                "ids");
        Refusal.unless(
                names.isEmpty() || subject == Subject.USER,
                Refusal.Reason.MALFORMED,
                "Groups are named by their ids",
                "ids");
        Refusal.unless(
                filterText != null || !ids.isEmpty() || !names.isEmpty(),
                Refusal.Reason.MALFORMED,
                "A plan says by a filter or by ids what it is about",
                "filter");
    }

    /** Whether things are named one by one. */
    public boolean isNamed() {
        return !ids.isEmpty() || !names.isEmpty();
    }
}
