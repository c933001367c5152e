package io.tenantry.imports.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** JSON lines: one object a person and a line, so that a reader needs to keep no more than one. */
final class JsonUserWriter implements UserWriter {
    private final Writer out;
    private final JsonMapper json;

    JsonUserWriter(OutputStream out, JsonMapper json) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.json = json;
    }

    @Override
    public void write(Map<ImportField, String> values) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (ImportField field : FIELDS) {
            String value = values.get(field);
            if (value != null) {
                members.put(field.wireName(), member(field, value));
            }
        }
        out.write(json.writeValueAsString(members));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static Object member(ImportField field, String value) {
        if (field.isList()) {
            return List.of(value.split(CellRules.BETWEEN_VALUES, -1));
        }
        return field.kind() == ImportField.Kind.FLAG ? Boolean.valueOf(value) : value;
    }
}
