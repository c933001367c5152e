package io.tenantry.imports.internal;

import io.tenantry.imports.internal.ImportField.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What another system's own attributes of a person mean here: as the caller says, or by their names. */
final class AttributeNames {
    private static final int TOLD_MAX = 200;

    /** What no attribute decides: who somebody is, and how he signs in. */
    private static final Set<ImportField> NOT_BY_ATTRIBUTE = Set.of(
            ImportField.USER_PRINCIPAL_NAME,
            ImportField.USER_NAME,
            ImportField.ACCOUNT_ENABLED,
            ImportField.MUST_CHANGE_PASSWORD);

    private final Map<String, List<ImportField>> said = new HashMap<>();
    private final Set<String> unknown = new TreeSet<>();

    AttributeNames(String mapping) {
        for (ColumnMapping.Pair pair : ColumnMapping.parse(mapping, false).pairs()) {
            said.merge(
                    pair.column().toLowerCase(Locale.ROOT),
                    pair.fields(),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
    }

    /** Takes an attribute that goes by its name. */
    void take(Map<ImportField, String> values, String attribute, Collection<String> given) {
        take(values, attribute, null, given);
    }

    /**
     * Takes the values of an attribute into those of a person, unless something else has said them before.
     *
     * @param usual what the attribute means in the other system; null to go by its name
     */
    void take(
            Map<ImportField, String> values, String attribute, @Nullable ImportField usual, Collection<String> given) {
        List<String> some = given.stream().filter(value -> !value.isBlank()).toList();
        if (some.isEmpty()) {
            return;
        }
        List<ImportField> fields = said.get(attribute.toLowerCase(Locale.ROOT));
        if (fields == null) {
            ImportField known = usual == null ? Heading.fieldNamed(attribute) : usual;
            fields = known == null || isRefused(known) ? List.of() : List.of(known);
            if (fields.isEmpty() && unknown.size() < TOLD_MAX) {
                unknown.add(attribute);
            }
        }
        for (ImportField field : fields) {
            if (!isRefused(field)) {
                values.putIfAbsent(field, field.isList() ? several(some) : some.getFirst());
            }
        }
    }

    /** Several values as they stand in one cell. */
    static String several(Collection<String> values) {
        return values.stream().filter(value -> !value.isBlank()).collect(Collectors.joining("; "));
    }

    /** Attributes that mean nothing here. */
    List<String> notApplied() {
        return List.copyOf(unknown);
    }

    private static boolean isRefused(ImportField field) {
        return field.kind() == Kind.SECRET
                || field.kind() == Kind.ID
                || field.kind() == Kind.LINKS
                || field.kind() == Kind.REMARK
                || NOT_BY_ATTRIBUTE.contains(field);
    }
}
