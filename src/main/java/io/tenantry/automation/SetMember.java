package io.tenantry.automation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One block of a command set.
 *
 * @param alias by what conditions and placeholders of later blocks know what it gave
 * @param block in the version that the set was written for
 * @param with its input by parameter: texts with placeholders, flags and lists of texts
 * @param when a condition over what is known by then, or null for always
 * @param target the id of somebody else whom it is about, with placeholders; null for whom the set is for
 */
public record SetMember(
        String alias,
        CommandBlock block,
        Map<String, Object> with,
        @Nullable String when,
        OnFailure onFailure,
        @Nullable String target) {
    public SetMember {
        with = Map.copyOf(with);
    }
}
