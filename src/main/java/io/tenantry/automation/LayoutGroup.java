package io.tenantry.automation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters that stand together in a form, line by line: one or two in a line. */
public record LayoutGroup(@Nullable String identifier, List<List<String>> lines) {
    public LayoutGroup {
        lines = List.copyOf(lines);
    }
}
