package io.tenantry.events;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.events.internal.EventFields;
import io.tenantry.events.internal.FeedRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.secrets.MasterKey;
import io.tenantry.query.Condition;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All events of an organization in order, for those who come and ask. Whoever goes on where he was misses none. */
@Component
public class EventFeed {
    /** From the oldest event that is kept. */
    public static final String OLDEST = "oldest";

    /** From now on. */
    public static final String LATEST = "latest";

    private final Access access;
    private final FeedRows rows;
    private final MasterKey master;

    EventFeed(Access access, FeedRows rows, MasterKey master) {
        this.access = access;
        this.rows = rows;
        this.master = master;
    }

    /**
     * What somebody wants to read.
     *
     * @param subtree whether also of the organizations below, as far as the caller may read theirs
     * @param types which events; all when there are none
     * @param filter what else has to hold, in OData's syntax, or null
     */
    public record Wanted(
            OrganizationId organization,
            boolean subtree,
            List<EventType> types,
            @Nullable String filter,
            int limit) {}

    /**
     * Some events.
     *
     * @param next where to go on, also when there was none
     * @param isMore whether there may be more at once
     */
    public record Page(List<Event> events, String next, boolean isMore) {}

    /**
     * The events after a place.
     *
     * @param after what an earlier page said, {@link #OLDEST} or {@link #LATEST}
     * @throws Refusal (NOT_PERMITTED) without {@code event.read}, (NOT_FOUND) when events after the place are forgotten
     */
    public Page read(Caller caller, Wanted wanted, String after) {
        Reach only = access.require(caller, Permission.EVENT_READ, wanted.organization());
        Reach reach = wanted.subtree() ? caller.reach(Permission.EVENT_READ) : only;
        Condition filter = EventFields.parse(wanted.filter());
        long last = rows.last();
        long place = place(wanted.organization(), after, last);
        List<Event> found = rows.after(
                reach,
                new FeedRows.Part(
                        wanted.organization(), wanted.subtree(), place, last, wanted.types(), wanted.limit()));
        boolean isFull = found.size() == wanted.limit();
        long reached = isFull ? found.getLast().position() : last;
        return new Page(
                found.stream().filter(event -> EventFields.test(filter, event)).toList(),
                token(wanted.organization(), reached),
                isFull);
    }

    /**
     * One event.
     *
     * @throws Refusal (NOT_FOUND) when the organization has none such, or it is forgotten
     */
    public Event get(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.EVENT_READ, organization);
        Event event = rows.find(reach, id);
        if (event == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such event, or it is forgotten");
        }
        return event;
    }

    /** Where to go on after an event. */
    public String after(OrganizationId organization, Event event) {
        return token(organization, event.position());
    }

    private long place(OrganizationId organization, String after, long last) {
        long oldest = rows.oldest();
        return switch (after) {
            case OLDEST -> oldest;
            case LATEST -> last;
            default -> {
                long place = opened(organization, after);
                Refusal.unless(
                        place >= oldest || place >= last,
                        Refusal.Reason.NOT_FOUND,
                        "Events after this place are forgotten; begin again with after=" + OLDEST,
                        "after");
                yield place;
            }
        };
    }

    /** Encrypted, as numbers run over the whole hub and would tell how much happens elsewhere. */
    private String token(OrganizationId organization, long position) {
        return master.encrypt(organization + " " + position)
                .replace('+', '-')
                .replace('/', '_')
                .replace("=", "");
    }

    private long opened(OrganizationId organization, String token) {
        try {
            String padded = token + "=".repeat((4 - token.length() % 4) % 4);
            String[] parts =
                    master.decrypt(padded.replace('-', '+').replace('_', '/')).split(" ", 2);
            if (parts.length == 2 && parts[0].equals(organization.toString())) {
                return Long.parseLong(parts[1]);
            }
        } catch (IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NegativeArraySizeException none) {
            // told below, as for a token of another organization
        }
        throw new Refusal(
                Refusal.Reason.MALFORMED,
                "'after' is oldest, latest, or what an earlier answer gave to go on from",
                "after");
    }
}
