package io.tenantry.platform.database;

/** Which organizations' rows a statement may see or write; PostgreSQL's row-level security enforces it. */
public interface RowScope {
    /** The value of the setting {@code tenantry.reach}: {@code *} for every row, or organization ids joined by commas. */
    String setting();
}
