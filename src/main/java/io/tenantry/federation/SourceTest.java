package io.tenantry.federation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying an identity source out.
 *
 * @param message what works, or what does not, in words
 * @param sample some of the people a directory shows, as they would become users
 */
public record SourceTest(boolean works, String message, List<Sample> sample) {
    /** A person, and what of his entry could not be used. */
    public record Sample(
            String entry,
            Map<String, String> properties,
            boolean disabled,
            @Nullable String problem) {}
}
