package io.tenantry.changes;

import io.tenantry.directory.Property;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one row of a file wants done with one person. Groups are named by id or name, products by id, part number or name.
 *
 * @param line where the row stands in the file
 * @param id the person's hub id, or null where the row names him
 * @param name his sign-in name, or null where the row has his id
 * @param set properties and their new values
 * @param problem what is wrong with the row, or null; such a row is shown in the plan and not applied
 */
public record RowEdit(
        long line,
        @Nullable UUID id,
        @Nullable String name,
        Map<Property, Object> set,
        List<String> addTo,
        List<String> removeFrom,
        List<String> assign,
        List<String> unassign,
        @Nullable String problem) {
    public RowEdit {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        addTo = List.copyOf(addTo);
        removeFrom = List.copyOf(removeFrom);
        assign = List.copyOf(assign);
        unassign = List.copyOf(unassign);
    }

    /** A row that cannot be used. */
    public static RowEdit broken(long line, @Nullable String name, String problem) {
        return new RowEdit(line, null, name, Map.of(), List.of(), List.of(), List.of(), List.of(), problem);
    }

    public boolean changesMemberships() {
        return !addTo.isEmpty() || !removeFrom.isEmpty();
    }

    public boolean changesLicenses() {
        return !assign.isEmpty() || !unassign.isEmpty();
    }
}
