package io.tenantry.changes;

import io.tenantry.directory.Property;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Refusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with each thing of a change, all of it together.
 *
 * @param set properties and their new values, null to empty one
 * @param addTo groups it is to be a direct member of
 * @param removeFrom groups it is not to be a direct member of
 * @param assign licences it is to be given directly
 * @param unassign products of which it is not to have a direct licence
 * @param deleted true to delete it, false to restore it, null to leave that alone
 */
public record Edit(
        Map<Property, @Nullable Object> set,
        List<UUID> addTo,
        List<UUID> removeFrom,
        List<License> assign,
        List<UUID> unassign,
        @Nullable Boolean deleted) {
    private static final int LINKS_MAX = 100;

    /** What each thing has for itself, so that no two could have the same. */
    private static final Set<Property> ONES_OWN =
            Set.of(UserField.UPN, UserField.USER_NAME, UserField.EXTERNAL_ID, UserField.UNIX_USER_NAME);

    public Edit {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        addTo = distinct(addTo, removeFrom, "addToGroups");
        removeFrom = distinct(removeFrom, List.of(), "removeFromGroups");
        unassign = distinct(unassign, assign.stream().map(License::sku).toList(), "removeLicenses");
        assign = List.copyOf(assign);
        distinct(assign.stream().map(License::sku).toList(), List.of(), "addLicenses");
        refuseOnesOwn(set.keySet());
        Refusal.unless(
                !set.isEmpty()
                        || deleted != null
                        || Stream.of(addTo, removeFrom, assign, unassign).anyMatch(list -> !list.isEmpty()),
                Refusal.Reason.MALFORMED,
                "A plan says what is to be changed",
                "edit");
        boolean changesLinks = Stream.of(addTo, removeFrom, assign, unassign).anyMatch(list -> !list.isEmpty());
        Refusal.unless(
                deleted == null || (set.isEmpty() && !changesLinks),
                Refusal.Reason.MALFORMED,
                "What is deleted or restored is not changed otherwise in the same plan",
                "delete");
    }

    /** Refuses to plan properties that each has for himself, by which others know him. */
    public static void refuseOnesOwn(Set<Property> properties) {
        for (Property property : properties) {
            Refusal.unless(
                    !ONES_OWN.contains(property),
                    Refusal.Reason.MALFORMED,
                    "No two have the same '" + property.column() + "', so it is not set for many at once",
                    property.column());
        }
    }

    /** A licence to be given, with the service plans of it that are switched off. */
    public record License(UUID sku, List<UUID> disabledPlans) {
        public License {
            disabledPlans = disabledPlans.stream().distinct().sorted().toList();
        }
    }

    public boolean changesMemberships() {
        return !addTo.isEmpty() || !removeFrom.isEmpty();
    }

    public boolean changesLicenses() {
        return !assign.isEmpty() || !unassign.isEmpty();
    }

    /** Groups to come into and to go out of. */
    public List<UUID> groups() {
        return Stream.concat(addTo.stream(), removeFrom.stream()).toList();
    }

    private static List<UUID> distinct(List<UUID> ids, List<UUID> opposite, String target) {
        Refusal.unless(
                ids.size() <= LINKS_MAX && ids.stream().distinct().count() == ids.size(),
                Refusal.Reason.MALFORMED,
                "Each is named once there, and at most " + LINKS_MAX + " are",
                target);
        Refusal.unless(
                ids.stream().noneMatch(opposite::contains),
                Refusal.Reason.MALFORMED,
                "What is given is not taken away in the same plan",
                target);
        return List.copyOf(ids);
    }
}
