package io.tenantry.usage.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds attributes of SCIM resources: {@code name.formatted}, {@code emails}, {@code emails[type eq "work"].value}, or those of an
 * extension behind its URN.
 */
final class ScimPath {
    private static final Pattern STEP = Pattern.compile("(\\w[\\w$-]*)(?:\\[(\\w+) eq \"([^\"]*)\"])?");

    private ScimPath() {}

    /** What stands there, the primary of several first; nothing where the path leads nowhere. */
    static List<String> values(JsonNode resource, String path) {
        int extension = path.startsWith("urn:") ? path.lastIndexOf(':') : -1;
        List<JsonNode> here = List.of(extension < 0 ? resource : resource.path(path.substring(0, extension)));
        Matcher step = STEP.matcher(path.substring(extension + 1));
        while (step.find()) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode one : here) {
                add(one.path(step.group(1)), step, next);
            }
            here = next;
        }
        return here.stream()
                .map(one -> one.isObject() ? one.path("value") : one)
                .filter(JsonNode::isValueNode)
                .filter(one -> !one.isNull())
                .map(one -> one.asString(""))
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static void add(JsonNode found, Matcher step, List<JsonNode> next) {
        String member = step.group(2);
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode one : found.isArray() ? found : List.of(found)) {
            boolean fits = member == null || one.path(member).asString("").equalsIgnoreCase(step.group(3));
            if (fits) {
                (one.path("primary").asBoolean(false) ? next : others).add(one);
            }
        }
        next.addAll(others);
    }
}
