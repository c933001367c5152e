package io.tenantry.kernel;

import org.jspecify.annotations.Nullable;

/**
 * We understood the caller and said no. The message is safe to show to anyone who may call us; details that only an
 * operator may see belong in the log. Each API surface turns the {@link Reason} into its own status and body.
 */
public final class Refusal extends RuntimeException {
    private final Reason reason;
    private final String message;
    private final @Nullable String target;

    public Refusal(Reason reason, String message) {
        this(reason, message, null);
    }

    /** The target names what was wrong in the caller's own words: a member, a parameter, a property. */
    public Refusal(Reason reason, String message, @Nullable String target) {
        super(message);
        this.reason = reason;
        this.message = message;
        this.target = target;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Reason reason() {
        return reason;
    }

    public @Nullable String target() {
        return target;
    }

    public static void unless(boolean condition, Reason reason, String message) {
        unless(condition, reason, message, null);
    }

    public static void unless(boolean condition, Reason reason, String message, @Nullable String target) {
        if (!condition) {
            throw new Refusal(reason, message, target);
        }
    }

    /** Why we refused, and who can fix it. */
    public enum Reason {
        MALFORMED(Blame.CALLER),
        NOT_SIGNED_IN(Blame.CALLER),
        NOT_PERMITTED(Blame.CALLER),
        /** Also used when the thing exists, but not in the organization that was named. */
        NOT_FOUND(Blame.CALLER),
        CONFLICT(Blame.CALLER),
        /** The caller named a version that is no longer the present one (RFC 9110, If-Match). */
        PRECONDITION_FAILED(Blame.CALLER),
        TOO_LARGE(Blame.CALLER),
        TOO_MANY_CALLS(Blame.CALLER),
        /** The hub has more work than it can take on right now; the same call may succeed later. */
        BUSY(Blame.HUB),
        PROVIDER_CANNOT(Blame.PROVIDER),
        PROVIDER_DOWN(Blame.PROVIDER);

        private final Blame blame;

        Reason(Blame blame) {
            this.blame = blame;
        }

        public Blame blame() {
            return blame;
        }
    }

    /** Who has to act before the same call can succeed. */
    public enum Blame {
        CALLER,
        HUB,
        PROVIDER
    }
}
