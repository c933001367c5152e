package io.tenantry.events;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook, and what became of it.
 *
 * @param number its place in the webhook's queue
 * @param event the event's id, which the receiver sees as {@code webhook-id}
 * @param eventOrganization where the event happened
 * @param objectId what it is about; of one thing, deliveries go one after the other
 * @param status the receiver's last answer, or null when there was none
 * @param millis how long the last try took
 * @param problem why the last try failed
 * @param attempts the last tries, the oldest first
 */
public record Delivery(
        UUID webhook,
        UUID id,
        long number,
        UUID event,
        OrganizationId eventOrganization,
        EventType type,
        String objectId,
        Origin origin,
        State state,
        int tries,
        @Nullable Instant nextTryAt,
        Instant giveUpAt,
        @Nullable Integer status,
        @Nullable Integer millis,
        @Nullable String problem,
        List<Attempt> attempts,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /** Why it is sent. */
    public enum Origin {
        EVENT,
        REPLAY,
        TEST;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it stands. */
    public enum State {
        WAITING,
        DELIVERED,
        /** It was tried for as long as deliveries are; it can be sent again by hand. */
        DEAD;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One try. */
    public record Attempt(
            Instant at,
            @Nullable Integer status,
            int millis,
            @Nullable String problem) {}
}
