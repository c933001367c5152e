package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** What is to be noted of people; what is null stays as it is. */
public record MarkerEdit(
        @Nullable Boolean online,
        @Nullable Boolean inReview,
        @Nullable Boolean qualified) {
    private static final int ONLINE = 1;
    private static final int IN_REVIEW = 2;
    private static final int QUALIFIED = 4;

    public MarkerEdit {
        Refusal.unless(
                online != null || inReview != null || qualified != null,
                Refusal.Reason.MALFORMED,
                "At least one marker has to be given",
                "body");
    }

    /** The markers to set, as a sum: 1 for online only, 2 for in review, 4 for qualified. */
    public int set() {
        return sum(true);
    }

    /** The markers to take away, likewise. */
    public int cleared() {
        return sum(false);
    }

    private int sum(boolean wanted) {
        return (wantedOf(online, wanted) ? ONLINE : 0)
                + (wantedOf(inReview, wanted) ? IN_REVIEW : 0)
                + (wantedOf(qualified, wanted) ? QUALIFIED : 0);
    }

    private static boolean wantedOf(@Nullable Boolean marker, boolean wanted) {
        return marker != null && marker == wanted;
    }
}
