package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Fragments;
import io.tenantry.query.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People who may fulfil a filter that looks for part of a text, from the trigram index. The filter has still to be tested. */
final class Candidates {
    /** More candidates than this are not worth an id list; the order's own index meets enough of them soon. */
    private static final int CANDIDATES_MAX = 5000;

    /** To look at so many one by one is still quicker than to read a large organization. */
    private static final int COUNTED_MAX = 50_000;

    private static final int PATTERNS_MAX = 6;

    private Candidates() {}

    /** Patterns of a search and of a filter, as many as one question takes. */
    static List<String> patterns(List<String> searched, Fragments filtered) {
        return Stream.concat(searched.stream(), filtered.likePatterns().stream())
                .limit(PATTERNS_MAX)
                .toList();
    }

    /**
     * What a statement counts among the people who match every pattern, found and counted in one go; null when they are too
     * many to be named, and nothing was counted.
     */
    static @Nullable Long count(
            Database database, Reach reach, UUID organization, List<String> patterns, Sql counting) {
        List<Object> values = new ArrayList<>(counting.values());
        values.add(organization);
        values.add(patterns);
        values.add(COUNTED_MAX);
        return database.first(
                reach,
                "SELECT CASE WHEN ids IS NOT NULL THEN (" + counting.text() + " AND id = ANY (ids)) END FROM ("
                        + "SELECT candidate_users(?, (SELECT array_agg(lower(p)) FROM unnest(?::text[]) p), ?) AS ids OFFSET 0) c",
                row -> row.getObject(1, Long.class),
                values.toArray());
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
