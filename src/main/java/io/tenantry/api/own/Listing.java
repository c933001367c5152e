package io.tenantry.api.own;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the address of the following page, or null when this is the last
 * @param total how many items there are in all, when the caller asked for {@code count=true}
 */
record Listing(
        List<?> items,
        @Nullable String next,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {}
