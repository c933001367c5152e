package io.tenantry.api.slchub;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What clients send to replace or change a thing, held against the thing as it is. */
final class Documents {
    private static final int ATTEMPTS = 3;

    private Documents() {}

    /**
     * The whole document that a replacement means: members that may be set and were not sent are emptied, all others are as
     * they were.
     *
     * @param now every member there is, with its present value
     */
    static Map<String, @Nullable Object> replacing(
            Map<String, @Nullable Object> now, Set<String> settable, Map<String, @Nullable Object> sent) {
        refuseUnknown(sent, now.keySet());
        Map<String, @Nullable Object> document = new LinkedHashMap<>(now);
        settable.forEach(name -> document.put(name, null));
        document.putAll(sent);
        return document;
    }

    static void refuseUnknown(Map<String, @Nullable Object> sent, Collection<String> known) {
        for (String name : sent.keySet()) {
            Refusal.unless(
                    known.contains(name),
                    Refusal.Reason.MALFORMED,
                    "There is no member '" + Shortened.of(name) + "' to set here",
                    Shortened.of(name));
        }
    }

    /** Refuses a document that has another value where the present one has to stay. */
    static void refuseChanged(
            Map<String, @Nullable Object> now,
            Map<String, @Nullable Object> document,
            Collection<String> names,
            String why) {
        for (String name : names) {
            Refusal.unless(
                    isSame(now.get(name), document.get(name)),
                    Refusal.Reason.MALFORMED,
                    "The member '" + name + "' " + why,
                    name);
        }
    }

    /** Moments are the same however they are written. */
    private static boolean isSame(@Nullable Object now, @Nullable Object given) {
        if (Objects.equals(now, given)) {
            return true;
        }
        Instant moment = instant(now);
        return moment != null && moment.equals(instant(given));
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        try {
            return value instanceof String text ? OffsetDateTime.parse(text).toInstant() : null;
        } catch (DateTimeException noMoment) {
            return null;
        }
    }

    /** Refuses a change that was meant for another version than there is; null when any will do. */
    static void refuseOther(@Nullable Long wanted, long present) {
        Refusal.unless(
                wanted == null || wanted == present,
                Refusal.Reason.PRECONDITION_FAILED,
                "It is at version " + present + " by now",
                "If-Match");
    }

    /** Does again what somebody else got in the way of, a few times. */
    static <T> T retrying(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (Refusal refusal) {
                if (refusal.reason() != Refusal.Reason.PRECONDITION_FAILED || attempt == ATTEMPTS) {
                    throw refusal;
                }
            }
        }
    }
}
