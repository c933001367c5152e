package io.tenantry.cli;

import io.tenantry.cli.HubCommand.Query;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds things by what people type: an id, or a name that only one thing has. */
final class Named {
    private static final int CHOICES_SHOWN = 5;
    private static final int UUID_LENGTH = 36;

    private Named() {}

    /** The id of an organization, which is known by its id, its name or one of its domains. */
    static String organization(HubClient hub, String typed) {
        if (isId(typed)) {
            return typed;
        }
        Query all = new Query(HubCommand.ORGANIZATIONS);
        List<JsonNode> found = some(hub, all.with("filter", "name eq " + quoted(typed)));
        if (found.isEmpty() && typed.indexOf('.') > 0) {
            found = some(hub, new Query(HubCommand.ORGANIZATIONS).with("domain", typed));
        }
        return only(found, "organization", typed).path("id").asString();
    }

    /** The path of a group, which is known by its id or by its name in the organization. */
    static String group(HubClient hub, String organizationPath, String typed) {
        String groups = organizationPath + "/groups";
        return groups + "/"
                + (isId(typed)
                        ? typed
                        : only(
                                        some(hub, new Query(groups).with("filter", "displayName eq " + quoted(typed))),
                                        "group",
                                        typed)
                                .path("id")
                                .asString());
    }

    /** The path of one of a list that the hub gives as a whole, which is known by its id or its name; a failure where there is none. */
    static String listed(HubClient hub, String list, String typed, String none) {
        for (JsonNode item : hub.get(list).path("items")) {
            String id = item.path("id").asString();
            if (id.equalsIgnoreCase(typed) || item.path("name").asString().equalsIgnoreCase(typed)) {
                return list + "/" + id;
            }
        }
        throw new CommandFailure(none);
    }

    /** The path of a user, by id or sign-in name; without an organization he is looked for everywhere. */
    static String user(HubClient hub, @Nullable String organization, String typed) {
        if (organization != null) {
            return HubCommand.ORGANIZATIONS + "/" + organization(hub, organization) + "/users/"
                    + HubClient.encoded(typed);
        }
        Query query = isId(typed)
                ? new Query("/api/v1/users").with("select", "id,organizationId").with("filter", "id eq " + typed)
                : new Query("/api/v1/search")
                        .with("text", typed)
                        .with("filter", "userPrincipalName eq " + quoted(typed));
        JsonNode user = only(some(hub, query), "user", typed);
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

    /** The first of those that the query finds: enough to see whether it is one, and to name some if it is not. */
    private static List<JsonNode> some(HubClient hub, Query query) {
        List<JsonNode> found = new ArrayList<>();
        Iterator<JsonNode> items =
                hub.list(query.with("limit=" + (CHOICES_SHOWN + 1)).toString());
        while (items.hasNext() && found.size() <= CHOICES_SHOWN) {
            found.add(items.next());
        }
        return found;
    }

    private static JsonNode only(List<JsonNode> found, String kind, String typed) {
        if (found.isEmpty()) {
            throw new CommandFailure("there is no " + kind + " '" + typed + "' that you can see");
        }
        if (found.size() > 1) {
            String choices =
                    found.stream().limit(CHOICES_SHOWN).map(Named::told).collect(Collectors.joining("; "));
            throw new CommandFailure("several are called '" + typed + "'; say which by its id: " + choices
                    + (found.size() > CHOICES_SHOWN ? "; and more" : ""));
        }
        return found.getFirst();
    }

    /** The id, and what tells this one from others of the same name. */
    private static String told(JsonNode item) {
        String more = Stream.of(
                        item.path("kind"),
                        item.path("domains").path(0).path("name"),
                        item.path("organization").path("name"),
                        item.path("mail"))
                .map(member -> member.asString(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String id = item.path("id").asString();
        return more.isEmpty() ? id : id + " (" + more + ")";
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static boolean isId(String typed) {
        return typed.length() == UUID_LENGTH
                && typed.chars().filter(c -> c == '-').count() == 4;
    }
}
