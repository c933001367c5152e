package io.tenantry.imports.internal;

/** What came of one row, in the words of the result file. */
enum RowResult {
    CREATED("created"),
    UPDATED("updated"),
    UNCHANGED("unchanged"),
    FAILED("failed"),
    SKIPPED("skipped"),
    WOULD_CREATE("would create"),
    WOULD_UPDATE("would update");

    private final String word;

    RowResult(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    RowResult inDryRun() {
        return switch (this) {
            case CREATED -> WOULD_CREATE;
            case UPDATED -> WOULD_UPDATE;
            case UNCHANGED, FAILED, SKIPPED, WOULD_CREATE, WOULD_UPDATE -> this;
        };
    }
}
