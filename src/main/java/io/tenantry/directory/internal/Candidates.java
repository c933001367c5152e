package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Fragments;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People who may fulfil a filter that looks for part of a text, from the trigram index. The filter has still to be tested. */
final class Candidates {
    /** More candidates than this are not worth an id list; the order's own index meets enough of them soon. */
    private static final int CANDIDATES_MAX = 5000;

    private static final int PATTERNS_MAX = 6;

    private Candidates() {}

    /** Patterns of a search and of a filter, as many as one question takes. */
    static List<String> patterns(List<String> searched, Fragments filtered) {
        return Stream.concat(searched.stream(), filtered.likePatterns().stream())
                .limit(PATTERNS_MAX)
                .toList();
    }

    /** Living people of the organization who match every pattern; null when they are too many to be named. */
    static @Nullable List<UUID> find(Database database, Reach reach, UUID organization, List<String> patterns) {
        return database.first(
                reach,
                "SELECT candidate_users(?, (SELECT array_agg(lower(p)) FROM unnest(?::text[]) p), ?)",
                row -> row.getArray(1) == null
                        ? null
                        : new ArrayList<>(List.of((UUID[]) row.getArray(1).getArray())),
                organization,
                patterns,
                CANDIDATES_MAX);
    }
}
