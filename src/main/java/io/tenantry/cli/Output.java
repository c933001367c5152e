package io.tenantry.cli;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a command shows what it found: for people, for programs, or for spreadsheets. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Output {
    private static final JsonMapper JSON = JsonMapper.shared();

    enum Format {
        TABLE,
        JSON,
        CSV
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|csv",
            defaultValue = "table",
            description = "How to show it. Default: ${DEFAULT-VALUE}")
    private Format format;

    /** A column of a table or CSV: its heading, and what stands under it. */
    record Column(String heading, Function<JsonNode, String> cell) {
        /** The member of that name. */
        static Column of(String heading, String member) {
            return new Column(heading, item -> text(item.path(member)));
        }

        /** A value as people read it: a list with commas, nothing for null. */
        static String text(JsonNode value) {
            if (value.isArray()) {
                StringBuilder all = new StringBuilder();
                value.forEach(item -> all.append(all.isEmpty() ? "" : ", ").append(text(item)));
                return all.toString();
            }
            return value.isNull() || value.isMissingNode()
                    ? ""
                    : value.isContainer() ? value.toString() : value.asString();
        }
    }

    /** Shows many things; they may arrive while the first are shown already. */
    void all(List<Column> columns, Iterator<JsonNode> items) {
        PrintWriter out = out();
        switch (format) {
            case TABLE -> new Table(out, columns).print(items);
            case CSV -> csv(out, columns, items);
            case JSON -> json(out, items);
        }
        out.flush();
    }

    /** Shows one thing: in a table, each of its members in a line. */
    void one(JsonNode item, List<Column> columns) {
        PrintWriter out = out();
        switch (format) {
            case TABLE -> Table.members(out, item);
            case CSV -> csv(out, columns, Collections.singleton(item).iterator());
            case JSON -> out.println(pretty(item));
        }
        out.flush();
    }

    /** Shows one thing with others within it, which a table of its members could only spell out as JSON. */
    void one(JsonNode item, List<Column> columns, BiConsumer<Sections, JsonNode> told) {
        if (format == Format.TABLE) {
            told.accept(new Sections(out()), item);
            out().flush();
        } else {
            one(item, columns);
        }
    }

    /** Shows one thing of many as it comes, in a line of its own. */
    void live(List<Column> columns, JsonNode item) {
        List<String> cells =
                columns.stream().map(column -> column.cell().apply(item)).toList();
        PrintWriter out = out();
        switch (format) {
            case TABLE -> out.println(String.join("  ", cells).replaceAll("\\p{Cntrl}", " "));
            case CSV -> out.print(String.join(",", cells.stream().map(Csv::cell).toList()) + "\r\n");
            case JSON -> out.println(item);
        }
        out.flush();
    }

    /** Tells people what was done; programs read the exit code. */
    void say(String message) {
        if (format == Format.TABLE) {
            out().println(message);
            out().flush();
        }
    }

    /** Shows people how far long work is, beside what is written. */
    ProgressBar progress() {
        return new ProgressBar(spec.commandLine().getErr());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static void csv(PrintWriter out, List<Column> columns, Iterator<JsonNode> items) {
        out.print(String.join(
                ",", columns.stream().map(column -> Csv.cell(column.heading())).toList()));
        out.print("\r\n");
        while (items.hasNext()) {
            JsonNode item = items.next();
            out.print(String.join(
                    ",",
                    columns.stream()
                            .map(column -> Csv.cell(column.cell().apply(item)))
                            .toList()));
            out.print("\r\n");
        }
    }

    private static void json(PrintWriter out, Iterator<JsonNode> items) {
        String before = "[";
        while (items.hasNext()) {
            out.print(before + "\n" + pretty(items.next()));
            before = ",";
        }
        out.println(before.equals("[") ? "[]" : "\n]");
    }

    private static String pretty(JsonNode item) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(item);
    }
}
