package io.tenantry.cli;

import io.tenantry.cli.HubCommand.Query;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds things by what people type: an id, or a name that only one thing has. */
final class Named {
    private static final int CHOICES_SHOWN = 5;
    private static final int UUID_LENGTH = 36;

    private Named() {}

    static String organization(HubClient hub, String typed) {
        return isId(typed)
                ? typed
                : only(
                                hub,
                                new Query(HubCommand.ORGANIZATIONS).with("filter", "name eq " + quoted(typed)),
                                "organization",
                                typed)
                        .path("id")
                        .asString();
    }

    /** The path of a group, which is known by its id or by its name in the organization. */
    static String group(HubClient hub, String organizationPath, String typed) {
        String groups = organizationPath + "/groups";
        return groups + "/"
                + (isId(typed)
                        ? typed
                        : only(hub, new Query(groups).with("filter", "displayName eq " + quoted(typed)), "group", typed)
                                .path("id")
                                .asString());
    }

    /** The path of a user, by id or sign-in name; without an organization he is looked for everywhere. */
    static String user(HubClient hub, @Nullable String organization, String typed) {
        if (organization != null) {
            return HubCommand.ORGANIZATIONS + "/" + organization(hub, organization) + "/users/"
                    + HubClient.encoded(typed);
        }
        JsonNode user = isId(typed)
                ? only(
                        hub,
                        new Query("/api/v1/users")
                                .with("select", "id,organizationId")
                                .with("filter", "id eq " + typed),
                        "user",
                        typed)
                : only(
                        hub,
                        new Query("/api/v1/search")
                                .with("text", typed)
                                .with("filter", "userPrincipalName eq " + quoted(typed)),
                        "user",
                        typed);
        String home = user.has("organizationId")
                ? user.path("organizationId").asString()
                : user.path("organization").path("id").asString();
        return HubCommand.ORGANIZATIONS + "/" + home + "/users/"
                + user.path("id").asString();
    }

    /** Members given as name=value. A value is read as JSON where it is any, else as a text; nothing empties the member. */
    static Map<String, @Nullable Object> members(Map<String, String> given) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        given.forEach((name, value) -> members.put(name, value(value)));
        return members;
    }

    private static @Nullable Object value(String text) {
        if (text.isEmpty() || text.equals("null")) {
            return null;
        }
        boolean json = text.equals("true") || text.equals("false") || text.startsWith("[") || text.startsWith("{");
        try {
            return json ? JsonMapper.shared().readValue(text, Object.class) : text;
        } catch (JacksonException aText) {
            return text;
        }
    }

    private static JsonNode only(HubClient hub, Query query, String kind, String typed) {
        List<JsonNode> found = new ArrayList<>();
        Iterator<JsonNode> items =
                hub.list(query.with("limit=" + (CHOICES_SHOWN + 1)).toString());
        while (items.hasNext() && found.size() <= CHOICES_SHOWN) {
            found.add(items.next());
        }
        if (found.isEmpty()) {
            throw new CommandFailure("there is no " + kind + " '" + typed + "' that you can see");
        }
        if (found.size() > 1) {
            List<String> ids = found.stream()
                    .map(item -> item.path("id").asString())
                    .limit(CHOICES_SHOWN)
                    .toList();
            throw new CommandFailure(
                    "several are called '" + typed + "'; say which by its id: " + String.join(", ", ids));
        }
        return found.getFirst();
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean isId(String typed) {
        return typed.length() == UUID_LENGTH
                && typed.chars().filter(c -> c == '-').count() == 4;
    }
}
