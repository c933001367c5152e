package io.tenantry.events;

import java.util.List;

/** What an event tells besides whom it is about and who did it: the names of further members of its data. */
public enum EventShape {
    /** Nothing more. */
    PLAIN(),
    /** How the new thing is. */
    MADE("after"),
    /** What is different now, and how that was. */
    CHANGED("before", "after"),
    /** Who came into the group or went. */
    MEMBER("member"),
    /** Who came to own the group, or owns it no more. */
    OWNER("owner"),
    /** Which product. */
    LICENSE("license"),
    /** Why it failed. */
    FAILED("reason"),
    /** How a job ended and what it was for. */
    JOB("job"),
    /** Why a plan needs somebody's approval. */
    WAITING("plan");

    // Made unmodifiable below.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> members;

    EventShape(String... members) {
        this.members = List.of(members);
    }

    /** The members of the data that only events of this shape have. */
    public List<String> members() {
        return members;
    }
}
