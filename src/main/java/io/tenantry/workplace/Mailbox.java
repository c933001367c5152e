package io.tenantry.workplace;

import io.tenantry.kernel.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a person's mailbox is set up.
 *
 * @param forwardTo where what arrives is sent on to, or null
 * @param keepsCopy whether what is sent on also stays
 * @param isHidden whether it is left out of lists of addresses
 * @param reply what it answers by itself, or null when it does not
 */
public record Mailbox(
        Kind kind,
        @Nullable String forwardTo,
        boolean keepsCopy,
        boolean isHidden,
        @Nullable Reply reply) {
    private static final int ADDRESS_MAX = 254;

    public Mailbox {
        Refusal.unless(
                forwardTo == null
                        || (forwardTo.length() <= ADDRESS_MAX && forwardTo.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")),
                Refusal.Reason.MALFORMED,
                "Mail is sent on to an address such as ada@contoso.example",
                "forwardTo");
    }

    /** As mailboxes are before anybody set them up. */
    public static Mailbox usual() {
        return new Mailbox(Kind.USER, null, true, false, null);
    }

    /** Whether one person or several use it. */
    public enum Kind {
        USER("user"),
        SHARED("shared");

        private final String stored;

        Kind(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        public static Kind ofStored(String stored) {
            return switch (stored) {
                case "user" -> USER;
                case "shared" -> SHARED;
                default ->
                    throw new Refusal(Refusal.Reason.MALFORMED, "A mailbox is of the kind user or shared", "kind");
            };
        }
    }

    /**
     * An automatic reply.
     *
     * @param external what people outside are told, or null for nothing
     * @param from when it begins, or null for at once
     * @param until when it ends, or null for not by itself
     */
    public record Reply(
            String internal,
            @Nullable String external,
            @Nullable Instant from,
            @Nullable Instant until) {
        private static final int LENGTH_MAX = 4096;

        public Reply {
            Refusal.unless(
                    internal.length() <= LENGTH_MAX && (external == null || external.length() <= LENGTH_MAX),
                    Refusal.Reason.MALFORMED,
                    "An automatic reply has at most " + LENGTH_MAX + " characters",
                    "autoReplyInternal");
            Refusal.unless(
                    from == null || until == null || from.isBefore(until),
                    Refusal.Reason.MALFORMED,
                    "An automatic reply ends after it begins",
                    "autoReplyUntil");
        }
    }
}
