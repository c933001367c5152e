package io.tenantry.automation;

import org.jspecify.annotations.Nullable;

/**
 * A block of a job that has done something.
 *
 * @param alias what the set calls it; for a single block its identifier
 * @param undoneBy the block that takes it back, or null where nothing does
 */
public record Undoable(
        String alias, String blockIdentifier, @Nullable String undoneBy) {}
