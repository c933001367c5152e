package io.tenantry.federation.internal;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.util.StaticUtils;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * How a directory tells what was changed since the last time. Active Directory numbers its changes, each server for itself. Others
 * stamp entries with a time; there the last minutes are read again, since servers' clocks differ and changes overtake each other.
 */
abstract sealed class Changes {
    /** Whether there is a mark to go on from. */
    abstract boolean areKnown();

    /**
     * Narrows a filter to what was changed.
     *
     * @param kind 0 for people, 1 for groups
     */
    abstract Filter narrow(Filter all, int kind);

    abstract void saw(SearchResultEntry entry, int kind);

    /** The mark for the next time, or null when there can be none. */
    abstract @Nullable String next();

    /**
     * By numbers.
     *
     * @param server what the server calls itself; another one counts otherwise
     * @param highest the last number it has given out
     */
    static Changes byNumber(@Nullable String server, @Nullable String highest, @Nullable String mark) {
        return new ByNumber(server, highest, mark);
    }

    static Changes byTime(@Nullable String mark) {
        return new ByTime(mark);
    }

    private static final class ByNumber extends Changes {
        private final @Nullable String next;
        private final @Nullable String since;

        ByNumber(@Nullable String server, @Nullable String highest, @Nullable String mark) {
            next = server == null || highest == null ? null : highest + " " + server;
            String[] parts = mark == null ? new String[0] : mark.split(" ", 2);
            since = parts.length == 2 && parts[1].equals(server) ? parts[0] : null;
        }

        @Override
        boolean areKnown() {
            return since != null;
        }

        @Override
        Filter narrow(Filter all, int kind) {
            return since == null
                    ? all
                    : Filter.createANDFilter(
                            all,
                            Filter.createGreaterOrEqualFilter("uSNChanged", Long.toString(Long.parseLong(since) + 1)));
        }

        @Override
        void saw(SearchResultEntry entry, int kind) {
            // The server's own number was taken before the first entry was read.
        }

        @Override
        @Nullable
        String next() {
            return next;
        }
    }

    private static final class ByTime extends Changes {
        private static final Duration OVERLAP = Duration.ofMinutes(10);
        private static final int KINDS = 2;

        private final @Nullable Instant[] since = new Instant[KINDS];
        private final Instant[] latest = new Instant[KINDS];

        ByTime(@Nullable String mark) {
            Arrays.fill(latest, Instant.EPOCH);
            String[] parts = mark == null ? new String[0] : mark.split(" ", KINDS);
            for (int kind = 0; kind < KINDS && parts.length == KINDS; kind++) {
                since[kind] = Instant.parse(parts[kind]);
                latest[kind] = Instant.parse(parts[kind]);
            }
        }

        @Override
        boolean areKnown() {
            return since[0] != null;
        }

        @Override
        Filter narrow(Filter all, int kind) {
            Instant from = since[kind];
            return from == null || from.equals(Instant.EPOCH)
                    ? all
                    : Filter.createANDFilter(
                            all,
                            Filter.createGreaterOrEqualFilter(
                                    "modifyTimestamp",
                                    StaticUtils.encodeGeneralizedTime(Date.from(from.minus(OVERLAP)))));
        }

        @Override
        void saw(SearchResultEntry entry, int kind) {
            String stamp = entry.getAttributeValue("modifyTimestamp");
            try {
                Instant at = stamp == null
                        ? Instant.EPOCH
                        : StaticUtils.decodeGeneralizedTime(stamp).toInstant();
                if (at.isAfter(latest[kind])) {
                    latest[kind] = at;
                }
            } catch (ParseException unreadable) {
                // Such an entry is found when everything is compared.
                return;
            }
        }

        /** Without any stamp the directory has none, and everything is compared each time. */
        @Override
        @Nullable
        String next() {
            return latest[0].equals(Instant.EPOCH) ? null : latest[0] + " " + latest[1];
        }
    }
}
