package io.tenantry.console.work;

import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.OnFailure;
import io.tenantry.automation.SetMember;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command set as its form shows it.
 *
 * @param head everything but its blocks, in the language of definitions
 * @param rows its blocks in their order, with some empty ones at the end
 */
public record SetForm(String head, List<Row> rows) {
    private static final int EMPTY_ROWS = 3;
    private static final int ROWS_MAX = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    static final String NEW_HEAD = """
            identifier: myset
            title: My set
            description: "What it is for."
            type: User
            category: Lifecycle
            read: command.user.read
            write: command.user.write
            provider: command.user
            """;

    public SetForm {
        rows = List.copyOf(rows);
    }

    /**
     * A block.
     *
     * @param version of a block that was there before and is still the same one; empty for the newest
     * @param with its input: a name and a value on each line
     */
    public record Row(
            String block, String version, String as, String when, String onFailure, String target, String with) {
        static final Row EMPTY = new Row("", "", "", "", OnFailure.STOP.wireName(), "", "");

        static Row of(SetMember member) {
            StringBuilder with = new StringBuilder();
            new TreeMap<>(member.with())
                    .forEach((name, value) -> with.append(name)
                            .append(": ")
                            .append(value instanceof String text ? text : JSON.writeValueAsString(value))
                            .append('\n'));
            return new Row(
                    member.block().identifier(),
                    String.valueOf(member.block().version()),
                    member.alias(),
                    Objects.requireNonNullElse(member.when(), ""),
                    member.onFailure().wireName(),
                    Objects.requireNonNullElse(member.target(), ""),
                    with.toString());
        }

        /** As definitions write it. */
        Map<String, Object> written() {
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("block", block);
            if (!version.isEmpty()) {
                written.put("version", Integer.valueOf(version));
            }
            put(written, "as", as);
            put(written, "when", when);
            put(written, "onFailure", onFailure);
            put(written, "target", target);
            Map<String, Object> input = new LinkedHashMap<>();
            with.lines().filter(line -> !line.isBlank()).forEach(line -> {
                int colon = line.indexOf(':');
                Refusal.unless(
                        colon > 0,
                        Refusal.Reason.MALFORMED,
                        "Input is written as 'name: value', one a line, and not '" + line.strip() + "'");
                input.put(
                        line.substring(0, colon).strip(),
                        value(line.substring(colon + 1).strip()));
            });
            if (!input.isEmpty()) {
                written.put("with", input);
            }
            return written;
        }

        private static void put(Map<String, Object> written, String name, String text) {
            if (!text.isEmpty()) {
                written.put(name, text);
            }
        }

        private static Object value(String text) {
            boolean isOther = text.startsWith("[") || text.equals("true") || text.equals("false");
            try {
                return isOther ? JSON.readValue(text, Object.class) : text;
            } catch (JacksonException aText) {
                return text;
            }
        }
    }

    /** A set that was written before. */
    static SetForm of(CommandBlock set, String definition) {
        return new SetForm(
                withoutBlocks(definition), set.members().stream().map(Row::of).toList());
    }

    static SetForm of(Visit visit) {
        String head = Objects.requireNonNullElse(visit.request().getParameter("head"), "")
                .replace("\r\n", "\n");
        Map<Integer, Row> rows = new LinkedHashMap<>();
        Map<Integer, Double> places = new LinkedHashMap<>();
        for (int at = 0; at < ROWS_MAX; at++) {
            String block = visit.field("block-" + at);
            if (block != null) {
                String version = block.equals(visit.field("was-" + at)) ? text(visit, "version-" + at) : "";
                rows.put(
                        at,
                        new Row(
                                block,
                                version.matches("\\d{1,6}") ? version : "",
                                text(visit, "as-" + at),
                                text(visit, "when-" + at),
                                text(visit, "failure-" + at),
                                text(visit, "target-" + at),
                                text(visit, "with-" + at)));
                places.put(at, place(text(visit, "place-" + at), at + 1));
            }
        }
        return new SetForm(
                head,
                rows.keySet().stream()
                        .sorted(Comparator.comparing(places::get))
                        .map(rows::get)
                        .toList());
    }

    private static String text(Visit visit, String name) {
        return Objects.requireNonNullElse(visit.field(name), "").replace("\r\n", "\n");
    }

    /** Where a block is to stand; a half puts it between two others. */
    private static double place(String text, int otherwise) {
        return text.matches("\\d{1,4}(\\.\\d{1,2})?") ? Double.parseDouble(text) : otherwise;
    }

    /** The same with room for more blocks. */
    SetForm withRoom() {
        List<Row> more = new ArrayList<>(rows);
        for (int i = 0; i < EMPTY_ROWS && more.size() < ROWS_MAX; i++) {
            more.add(Row.EMPTY);
        }
        return new SetForm(head, more);
    }

    /** The whole in the language of definitions, whose lists may be written as in JSON. */
    String definition() {
        List<Map<String, Object>> blocks = rows.stream().map(Row::written).toList();
        StringBuilder written = new StringBuilder(head.stripTrailing()).append("\nblocks:\n");
        blocks.forEach(block ->
                written.append("  - ").append(JSON.writeValueAsString(block)).append('\n'));
        return written.toString();
    }

    /** The definition without the part that lists the blocks: from its line to the next that begins a part. */
    private static String withoutBlocks(String definition) {
        StringBuilder head = new StringBuilder();
        boolean isInBlocks = false;
        for (String line : definition.lines().toList()) {
            boolean beginsPart = !line.isEmpty() && Character.isLetter(line.charAt(0));
            if (beginsPart) {
                isInBlocks = line.startsWith("blocks:");
            }
            if (!isInBlocks) {
                head.append(line).append('\n');
            }
        }
        return head.toString();
    }
}
