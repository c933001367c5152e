package io.tenantry.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list: the values by which the last item shown was sorted, ending in its id. Going on means everything
 * that sorts after them, so items that vanish or appear meanwhile move nobody else.
 */
public record Cursor(List<@Nullable Object> values) {
    public Cursor {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
