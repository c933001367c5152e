package io.tenantry.query.dialect;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code $select}, such as {@code id,displayName}. */
public final class ODataSelect {
    private static final String OPTION = "$select";

    private ODataSelect() {}

    /** The properties in the order they were named, each once; {@code *} stands for all there are. */
    public static List<Field> parse(String text, Catalogue catalogue) {
        new FilterLimits(OPTION).length(text);
        Set<Field> fields = new LinkedHashSet<>();
        for (String name : text.split(",", -1)) {
            if (name.isBlank()) {
                throw new Refusal(Refusal.Reason.MALFORMED, OPTION + " has an empty name", OPTION);
            }
            if (name.strip().equals("*")) {
                catalogue.fields().stream()
                        .filter(field -> field.is(Field.Trait.SELECTABLE))
                        .forEach(fields::add);
            } else {
                fields.add(catalogue.selectable(name.strip()));
            }
        }
        return List.copyOf(fields);
    }
}
