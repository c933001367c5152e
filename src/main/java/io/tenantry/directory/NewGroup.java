package io.tenantry.directory;

import io.tenantry.kernel.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group to be made.
 *
 * @param objectId what the provider calls it, or null for a group that lives in the hub
 * @param mailEnabled whether it can receive mail
 * @param securityEnabled whether rights can be given to it
 * @param groupTypes as in Microsoft Graph: {@code Unified} for a Microsoft 365 group
 * @param values its other properties; a display name is among them
 */
public record NewGroup(
        @Nullable UUID objectId,
        Group.Kind kind,
        boolean mailEnabled,
        boolean securityEnabled,
        List<String> groupTypes,
        Values<GroupField> values) {
    public NewGroup {
        groupTypes = List.copyOf(groupTypes);
        Refusal.unless(
                values.has(GroupField.DISPLAY_NAME),
                Refusal.Reason.MALFORMED,
                "A display name is needed",
                "displayName");
    }

    /** The same, known by this object id elsewhere. */
    NewGroup known(UUID elsewhere) {
        return new NewGroup(elsewhere, kind, mailEnabled, securityEnabled, groupTypes, values);
    }

    /** A hub user group: neither mail nor rights outside the hub. */
    public static NewGroup hub(Values<GroupField> values) {
        return new NewGroup(null, Group.Kind.HUB, false, false, List.of(), values);
    }
}
