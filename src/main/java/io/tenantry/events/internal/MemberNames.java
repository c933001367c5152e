package io.tenantry.events.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the names that the audit trail keeps, which are those of columns, into those of the hub's own API. */
final class MemberNames {
    private static final Map<String, String> OTHERWISE = Map.of(
            "upn", "userPrincipalName",
            "former_upns", "formerUserPrincipalNames",
            "is_hybrid", "hybrid",
            "is_system", "system",
            "direct_licenses", "licenses");

    /** Never told, not even as asterisks. */
    private static final String PASSWORD = "password";

    private MemberNames() {}

    /** The members under the names that clients know; an empty object for none. */
    static ObjectNode renamed(@Nullable JsonNode members) {
        ObjectNode renamed = JsonMapper.shared().createObjectNode();
        if (members != null) {
            members.forEachEntry((name, value) -> {
                if (!name.equals(PASSWORD)) {
                    renamed.set(name(name), inner(value));
                }
            });
        }
        return renamed;
    }

    private static JsonNode inner(JsonNode value) {
        if (value.isArray()) {
            ArrayNode list = JsonMapper.shared().createArrayNode();
            value.forEach(item -> list.add(inner(item)));
            return list;
        }
        return value.isObject() ? renamed(value) : value;
    }

    static String name(String column) {
        String known = OTHERWISE.get(column);
        if (known != null) {
            return known;
        }
        StringBuilder name = new StringBuilder(column.length());
        boolean upper = false;
        for (int at = 0; at < column.length(); at++) {
            char c = column.charAt(at);
            boolean separates = c == '_' && !name.isEmpty();
            if (!separates) {
                name.append(upper ? Character.toUpperCase(c) : c);
            }
            upper = separates;
        }
        return name.toString();
    }
}
