package io.tenantry.console.imports;

import io.tenantry.imports.Import;
import java.util.Locale;

/** How the pages of imports call things. */
public final class ImportWords {
    static final ImportWords ENGLISH = new ImportWords();

    private ImportWords() {}

    /** {@code jobTitle} is "Job title". */
    static String label(String field) {
        StringBuilder label = new StringBuilder();
        field.chars().forEach(letter -> {
            if (Character.isUpperCase(letter)) {
                label.append(' ');
            }
            label.append((char) Character.toLowerCase(letter));
        });
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    /** What is being done with it, or was. */
    public String of(Import one) {
        return switch (one.state()) {
            case WAITING -> "Waits for its turn";
            case FETCHING -> "People are fetched";
            case HASHING -> "Passwords are made safe to keep";
            case READING -> "The file is read";
            case APPLYING -> one.dryRun() ? "The plan is worked out" : "People are written";
            case ANSWERING -> "The result is written";
            case DONE -> one.dryRun() ? "Planned" : "Imported";
            case FAILED -> "Failed";
        };
    }

    /** How the state is coloured. */
    public String look(Import one) {
        return switch (one.state()) {
            case FAILED -> "bad";
            case DONE -> one.counts().failed() > 0 ? "warning" : "good";
            case WAITING, FETCHING, HASHING, READING, APPLYING, ANSWERING -> "";
        };
    }

    /** How far it is, in rows; never more than there are, as lines were counted and not rows. */
    public long rowsThrough(Import one) {
        Import.Progress progress = one.progress();
        long through = (progress.read() + progress.staged() + progress.applied()) / 3;
        return Math.min(through, progress.expected());
    }

    public String link(Import one) {
        return ImportEndpoint.path(one);
    }
}
