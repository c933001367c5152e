package io.tenantry.imports.internal;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a row gives, as a JSON object by column. Made here so that the database has less to do while it holds its locks. */
final class GivenJson {
    static final Map<ImportField, String> LINKS = Collections.unmodifiableMap(new EnumMap<>(Map.of(
            ImportField.ADD_TO_GROUPS, "addTo",
            ImportField.REMOVE_FROM_GROUPS, "removeFrom",
            ImportField.ADD_LICENSES, "assign",
            ImportField.REMOVE_LICENSES, "unassign")));

    private GivenJson() {}

    static String of(Map<ImportField, String> values) {
        StringBuilder json = new StringBuilder(512).append('{');
        for (ImportField field : Columns.CHANGEABLE) {
            String value = values.get(field);
            if (value != null) {
                json.append(json.length() == 1 ? "" : ",");
                writeText(json, Columns.of(field));
                json.append(':');
                writeValue(json, field, value);
            }
        }
        return json.append('}').toString();
    }

    /** The groups and products that a row names, as plans of changes call them; null where it names none. */
    static @Nullable String links(Map<ImportField, String> values) {
        StringBuilder json = new StringBuilder();
        LINKS.forEach((field, name) -> {
            String value = values.get(field);
            if (value != null) {
                json.append(json.isEmpty() ? "{" : ",");
                writeText(json, name);
                json.append(':');
                writeList(json, value);
            }
        });
        return json.isEmpty() ? null : json.append('}').toString();
    }

    private static void writeList(StringBuilder json, String value) {
        String separator = "[";
        for (String one : value.split(CellRules.BETWEEN_VALUES, -1)) {
            json.append(separator);
            writeText(json, one);
            separator = ",";
        }
        json.append(']');
    }

    private static void writeValue(StringBuilder json, ImportField field, String value) {
        if (field.isList()) {
            writeList(json, value);
        } else if (field.kind() == ImportField.Kind.FLAG) {
            json.append(value);
        } else {
            writeText(json, value);
        }
    }

    private static void writeText(StringBuilder json, String text) {
        json.append('"');
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            switch (here) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append(here);
            }
        }
        json.append('"');
    }
}
