package io.tenantry.automation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a command block takes or gives.
 *
 * @param isSensitive whether its value is kept encrypted and never told
 * @param defaultValue taken where no value is given
 * @param value for what a block gives: from what it is put together, or null for what a step calls by the same name
 */
public record Parameter(
        String identifier,
        String title,
        Schema schema,
        boolean isRequired,
        boolean isSensitive,
        @Nullable String defaultValue,
        @Nullable String value,
        @Nullable String example,
        Placeholders placeholders) {
    /**
     * Whether the parameter may be filled from elsewhere.
     *
     * @param inSet by outputs of earlier blocks of a command set
     * @param inBlock by what is known of the target
     * @param linked blocks whose output fits
     */
    public record Placeholders(boolean inSet, boolean inBlock, List<Link> linked) {
        public Placeholders {
            linked = List.copyOf(linked);
        }
    }

    /** A block of another identifier, in a version. */
    public record Link(String identifier, int version) {}
}
