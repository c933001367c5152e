package io.tenantry.api.slchub;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which members to show: {@code fields} names them, {@code excludeFields} takes some away again. {@code _id} always is shown.
 *
 * @param fields the members asked for, or null for all
 */
record Selection(@Nullable Set<String> fields, Set<String> excluded) {
    static final String FIELDS = "fields";
    static final String EXCLUDE_FIELDS = "excludeFields";
    static final Set<String> PARAMETERS = Set.of(FIELDS, EXCLUDE_FIELDS);

    /** What the request selects among the members that can be selected. Both parameters are repeated or hold lists. */
    static Selection of(HttpServletRequest request, Set<String> selectable) {
        Set<String> fields = names(request, FIELDS, selectable);
        Set<String> excluded = names(request, EXCLUDE_FIELDS, selectable);
        return new Selection(fields, excluded == null ? Set.of() : excluded);
    }

    /** The same where these two are all the parameters there are. */
    static Selection alone(HttpServletRequest request, Set<String> selectable, String... others) {
        for (String name : request.getParameterMap().keySet()) {
            Refusal.unless(
                    PARAMETERS.contains(name) || List.of(others).contains(name),
                    Refusal.Reason.MALFORMED,
                    "There is no parameter '" + Shortened.of(name) + "' here",
                    Shortened.of(name));
        }
        return of(request, selectable);
    }

    boolean shows(String name) {
        return name.equals("_id") || ((fields == null || fields.contains(name)) && !excluded.contains(name));
    }

    private static @Nullable Set<String> names(HttpServletRequest request, String parameter, Set<String> selectable) {
        String[] values = request.getParameterValues(parameter);
        if (values == null) {
            return null;
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : String.join(",", values).split(",", -1)) {
            Refusal.unless(
                    selectable.contains(name.strip()),
                    Refusal.Reason.MALFORMED,
                    parameter + " names '" + Shortened.of(name) + "', which is no field to select",
                    Shortened.of(name));
            names.add(name.strip());
        }
        return names;
    }
}
