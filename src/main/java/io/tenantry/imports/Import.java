package io.tenantry.imports;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One import of a file, and how far it is.
 *
 * @param format what kind of file it turned out to be; null until its header was read
 * @param columnsNotApplied headings that mean nothing to us; they come back in the result
 * @param moved what came besides people, where they come from another system
 * @param notes what else there is to say: what stays behind, and what to do about it
 * @param progress how many rows are through which step
 * @param problem why it failed as a whole; null as long as it did not
 * @param change what it is among the changes; null before that is known, and when there is nothing to change
 */
public record Import(
        OrganizationId organization,
        ImportId id,
        State state,
        boolean dryRun,
        String requestedBy,
        @Nullable ImportFormat format,
        List<String> columnsNotApplied,
        Progress progress,
        ImportCounts counts,
        MoveInCounts moved,
        List<String> notes,
        @Nullable String problem,
        @Nullable UUID change,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    /** The steps in their order. */
    public enum State {
        WAITING,
        /** Another system's people are read, or asked for page by page. */
        FETCHING,
        /** The passwords of new people are hashed, which takes longer than everything else; nothing is written yet. */
        HASHING,
        READING,
        APPLYING,
        ANSWERING,
        DONE,
        FAILED
    }

    /** Rows through each step. The number expected is counted by lines, so values of several lines make it too large. */
    public record Progress(long expected, long read, long staged, long applied) {
        public static Progress expecting(long rows) {
            return new Progress(rows, 0, 0, 0);
        }
    }

    public Import {
        columnsNotApplied = List.copyOf(columnsNotApplied);
        notes = List.copyOf(notes);
    }

    /** The same import, once the file has come and its lines were counted. */
    public Import expecting(long rows) {
        return new Import(
                organization,
                id,
                state,
                dryRun,
                requestedBy,
                format,
                columnsNotApplied,
                Progress.expecting(rows),
                counts,
                moved,
                notes,
                problem,
                change,
                createdAt,
                finishedAt);
    }

    public boolean isFinished() {
        return state == State.DONE || state == State.FAILED;
    }
}
