package io.tenantry.cli;

import io.tenantry.cli.Output.Column;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells people of one thing with others within it, part by part. A part without anything is left out. */
final class Sections {
    private final PrintWriter out;

    Sections(PrintWriter out) {
        this.out = out;
    }

    /** Each member in a line of its own. */
    Sections members(JsonNode item) {
        Table.members(out, item);
        return this;
    }

    Sections members(String title, JsonNode item) {
        if (!item.isEmpty()) {
            begin(title);
            Table.members(out, item);
        }
        return this;
    }

    /** Each item in a row. */
    Sections rows(String title, List<Column> columns, JsonNode items) {
        if (!items.isEmpty()) {
            begin(title);
            new Table(out, columns).print(items.iterator());
        }
        return this;
    }

    /** A text as it was written, line by line. */
    Sections text(String title, String text) {
        if (!text.isBlank()) {
            begin(title);
            text.lines().map(line -> line.replaceAll("\\p{Cntrl}", " ")).forEach(out::println);
        }
        return this;
    }

    private void begin(String title) {
        out.println();
        out.println(title + ":");
    }
}
