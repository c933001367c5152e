package io.tenantry.events;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside who is told of events.
 *
 * @param url where events go; what stands behind its question mark may be a key of the receiver, see {@link #shownUrl}
 * @param types which events; all when there are none
 * @param filter what else has to hold of an event, in OData's syntax, or null
 * @param subtree whether it is also told of the organizations below
 * @param contact whom the hub writes to when it gives the receiver up, or null
 * @param problem why it is disabled, where that was not a person's doing
 * @param failures how many handfuls of tries have failed in a row
 * @param pausedUntil until when the receiver is left alone because of them
 */
public record Webhook(
        OrganizationId organization,
        UUID id,
        String name,
        String url,
        Kind kind,
        List<EventType> types,
        @Nullable String filter,
        boolean subtree,
        @Nullable String contact,
        boolean enabled,
        @Nullable String problem,
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant pausedUntil,
        @Nullable Instant formerSecretUntil,
        String createdBy,
        Instant createdAt,
        Instant modifiedAt,
        long version) {
    public Webhook {
        types = List.copyOf(types);
    }

    /** Who made it. */
    public enum Kind {
        /** A person or a script. */
        WEBHOOK,
        /** The trigger of a flow, which also removes it. */
        FLOW;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The address without what may be secret in it. */
    public String shownUrl() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query) + "?…";
    }

    /** The address is left out. */
    @Override
    public String toString() {
        return "Webhook[" + id + " of " + organization + "]";
    }
}
