package io.tenantry.imports.internal;

import java.util.Map;

/** What a row gives, as a JSON object by column. Made here so that the database has less to do while it holds its locks. */
final class GivenJson {
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

    private static void writeValue(StringBuilder json, ImportField field, String value) {
        if (field.isList()) {
            String separator = "[";
            for (String one : value.split(CellRules.BETWEEN_VALUES, -1)) {
                json.append(separator);
                writeText(json, one);
                separator = ",";
            }
            json.append(']');
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
