package io.tenantry.imports;

/** How many rows came to which end. In a dry run, created and updated mean that they would be. */
public record ImportCounts(long created, long updated, long unchanged, long failed, long skipped) {
    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0);
}
