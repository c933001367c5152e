package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A SCIM server.
 *
 * @param url where its {@code /Users} lie
 * @param filter which of them, in SCIM's syntax; null for all
 */
public record ScimConnection(URI url, @Nullable String filter) implements SourceConnection {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";
    private static final int LENGTH_MAX = 2_000;
    private static final List<String> NAMES = List.of("url", "filter");

    static ScimConnection of(Map<String, ?> given) {
        for (String name : given.keySet()) {
            Refusal.unless(
                    NAMES.contains(name),
                    Refusal.Reason.MALFORMED,
                    "A SCIM server that accounts are read from has no setting '" + name + "'",
                    "connection." + name);
        }
        String url = text(given, "url");
        if (url == null) {
            throw refused("Where the SCIM server is has to be said", "url");
        }
        try {
            return new ScimConnection(new URI(url), text(given, "filter"));
        } catch (URISyntaxException none) {
            throw refused("The address must look like https://example.com/scim/v2", "url");
        }
    }

    private static @Nullable String text(Map<String, ?> given, String name) {
        Object value = given.get(name);
        if (value == null || value.equals("")) {
            return null;
        }
        if (!(value instanceof String text) || text.length() > LENGTH_MAX) {
            throw refused("The member '" + name + "' is a text of at most " + LENGTH_MAX + " characters", name);
        }
        return text.strip();
    }

    private static Refusal refused(String message, String name) {
        return new Refusal(Refusal.Reason.MALFORMED, message, "connection." + name);
    }

    @Override
    public SourceKind kind() {
        return SourceKind.SCIM;
    }

    @Override
    public Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("url", url.toString());
        members.put("filter", filter);
        return members;
    }

    @Override
    public boolean leadsWhere(SourceConnection other) {
        return other instanceof ScimConnection scim && url.equals(scim.url);
    }

    @Override
    public Map<FeedMember, String> usualMapping() {
        Map<FeedMember, String> usual = new EnumMap<>(FeedMember.class);
        usual.put(FeedMember.EXTERNAL_ID, "id");
        usual.put(FeedMember.EMAIL, "emails");
        usual.put(FeedMember.UPN, "userName");
        usual.put(FeedMember.PERSON_KEY, ENTERPRISE + "employeeNumber;externalId");
        usual.put(FeedMember.DISPLAY_NAME, "displayName;name.formatted");
        usual.put(FeedMember.ENABLED, "active");
        usual.put(FeedMember.COUNTRY, "addresses.country");
        usual.put(FeedMember.DEPARTMENT, ENTERPRISE + "department");
        usual.put(FeedMember.FIRST_DISCOVERED, "meta.created");
        return usual;
    }
}
