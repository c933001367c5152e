package io.tenantry.api.own;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items a list, or one that is written already
 * @param next the address of the following page, or null when this is the last
 * @param total how many items there are in all, when the caller asked for {@code count=true}
 */
record Listing(
        Object items,
        @Nullable String next,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {}
