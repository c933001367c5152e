package io.tenantry.api.docs;

import io.tenantry.api.docs.Chapter.Input;
import io.tenantry.api.docs.Chapter.Member;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** An operation as a command line to copy. What differs from hub to hub stands in shell variables. */
record Curl(String method, String path, List<Input> inputs, List<Member> takes, String mediaType) {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final String NEXT = " \\\n  ";

    String line() {
        StringJoiner line = new StringJoiner(NEXT);
        String get = method.equals("GET") ? "" : "-X " + method + " ";
        // A shell takes $ref in double quotes for a variable of its own.
        String escaped = path.replace("$", "\\$");
        String address = VARIABLE.matcher(escaped).replaceAll(found -> "\\$" + variable(found.group(1)));
        line.add("curl " + get + "\"$HUB_URL" + address + query() + "\"");
        line.add("-H \"Authorization: Bearer $TOKEN\"");
        for (Input input : inputs) {
            if (input.place().equals("header") && input.isRequired()) {
                line.add("-H \"" + input.name() + ": $" + variable(input.name().replace('-', '_')) + "\"");
            }
        }
        if (mediaType.isEmpty()) {
            return line.toString();
        }
        if (takes.isEmpty() || !mediaType.endsWith("json")) {
            return line.add("-H 'Content-Type: " + mediaType + "'")
                    .add("--data-binary @" + (mediaType.endsWith("json") ? "export.json" : "people.csv"))
                    .toString();
        }
        return line.add("-H 'Content-Type: application/json'")
                .add("-d '" + body() + "'")
                .toString();
    }

    private String query() {
        StringJoiner query = new StringJoiner("&", "?", "");
        query.setEmptyValue("");
        for (Input input : inputs) {
            if (input.place().equals("query")
                    && (input.isRequired() || input.name().equals("text"))) {
                query.add(input.name().replace("$", "\\$") + "=" + value(input));
            }
        }
        return query.toString();
    }

    private static String value(Input input) {
        if (input.name().equals("$filter")) {
            return "organizationId%20in%20('$ORGANIZATION_ID')";
        }
        return input.name().endsWith("Id") ? "$" + variable(input.name()) : "ada";
    }

    /** The members that have to be given, or else the first one. */
    private String body() {
        List<Member> shown = takes.stream().filter(Member::isRequired).toList();
        if (shown.isEmpty()) {
            shown = takes.subList(0, Math.min(1, takes.size()));
        }
        boolean several = takes.stream().anyMatch(member -> member.name().startsWith(ChapterReader.EACH));
        StringJoiner object = new StringJoiner(", ", several ? "[{" : "{", several ? "}]" : "}");
        String open = "";
        for (Member each : shown) {
            Member member = several
                    ? new Member(each.name().substring(ChapterReader.EACH.length()), each.type(), each.isRequired())
                    : each;
            int dot = member.name().startsWith("@") ? -1 : member.name().indexOf('.');
            String owner = dot < 0 ? "" : member.name().substring(0, dot).replace("[]", "");
            if (!owner.equals(open) && !owner.isEmpty()) {
                open = owner;
                object.add("\"" + owner + "\": {\"" + member.name().substring(dot + 1) + "\": " + value(member) + "}");
            } else if (owner.isEmpty()) {
                object.add("\"" + member.name() + "\": " + value(member));
            }
        }
        return object.toString();
    }

    private static String value(Member member) {
        return switch (member.type()) {
            case "true or false" -> "true";
            case "number" -> "1";
            case "id" -> "\"00000000-0000-0000-0000-000000000000\"";
            case "object" -> "{}";
            default -> member.type().startsWith("list") ? "[\"…\"]" : "\"…\"";
        };
    }

    private static String variable(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
