package io.tenantry.api.own;

import io.tenantry.access.BuiltInRole;
import io.tenantry.api.Route;
import io.tenantry.api.SampleBodies;
import io.tenantry.tenancy.OrganizationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that each route of the hub's own API takes, made of its documentation. */
public final class OwnBodies {
    /** A PNG of one pixel. */
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

    private OwnBodies() {}

    /** What members have to hold where any value of their type would not do. */
    public static Map<String, Object> words(OrganizationId organization, UUID user, String domain) {
        Map<String, Object> words = new HashMap<>();
        String unique = "n" + UUID.randomUUID().toString().substring(0, 8);
        words.put("userPrincipalName", unique + "@" + domain);
        words.put("mail", unique + "@" + domain);
        words.put("mailNickname", unique);
        words.put("userName", unique);
        words.put("usageLocation", "SE");
        words.put("preferredLanguage", "sv-SE");
        words.put("otherMails", List.of(unique + "@home.example"));
        words.put("userType", "Member");
        words.put("password", "rowing-Tulip-orbit-77");
        words.put("provider", "local");
        words.put("locale", "en-US");
        words.put("parentId", organization.toString());
        words.put("domains", List.of(unique + ".example"));
        words.put("authenticationType", "Managed");
        words.put("employeeHireDate", "2027-01-04");
        words.put("employeeLeaveDate", "2027-12-31");
        words.put("supportedServices", List.of("Email"));
        words.put("passwordValidityDays", 90);
        words.put("passwordNotificationDays", 14);
        words.put("id", user.toString());
        words.put("principalId", user.toString());
        words.put("roleId", BuiltInRole.READERS.id().toString());
        words.put("scope", Map.of("kind", "subtree", "organizationId", organization.toString()));
        words.put("permissions", List.of("user.readbasic"));
        words.put("redirectUris", List.of("http://127.0.0.1:18999/cb"));
        words.put("logoutUris", List.of("http://127.0.0.1:18999/bye"));
        words.put("callsPerMinute", 100);
        words.put("status", "active");
        words.put("term", "P1Y");
        words.put("billingCycle", "annual");
        words.put("currency", "EUR");
        words.put("missed", "skip");
        words.put("timing", "interval");
        words.put("rule", "PT1H");
        words.put("timeZone", "UTC");
        words.put("targets", Map.of("kind", "user", "ids", List.of(user.toString())));
        words.put("edit", Map.of("set", Map.of("department", "Sales")));
        words.put("force", List.of());
        words.put("rules", List.of());
        words.put("accent", "#0b5cad");
        words.put("logo", PICTURE);
        words.put("url", "https://127.0.0.1/hook");
        words.put("notificationUrl", "https://127.0.0.1/flow");
        words.put("types", List.of("user.disabled"));
        words.put("filter", "objectKind eq 'user'");
        words.put("contact", "ops@example.com");
        words.put("events", List.of(UUID.randomUUID().toString()));
        words.put("every", "week");
        words.put("formats", List.of("csv"));
        return words;
    }

    /** A body that the route takes, or null when it takes none. */
    public static @Nullable String body(SampleBodies bodies, Route route) {
        if (route.pattern().endsWith("/imports") && route.method().equals("POST")) {
            return "userPrincipalName,displayName\n";
        }
        if (route.pattern().endsWith("/imports/keycloak")) {
            return "{\"users\": []}";
        }
        if (route.pattern().endsWith("/imports/ldif")) {
            return "dn: dc=example\nobjectClass: domain\n";
        }
        if (route.pattern().endsWith("/imports/scim")) {
            return "{\"url\": \"https://127.0.0.1:1/scim\", \"token\": \"x\"}";
        }
        if (route.pattern().endsWith("/change-files")) {
            return "userPrincipalName,city\nada@example.com,Oslo\n";
        }
        String thing = bodies.takes(route.method(), route.pattern());
        if (thing == null) {
            return null;
        }
        ObjectNode body = bodies.body(thing);
        String pattern = route.pattern();
        if (body.has("kind")) {
            body.put("kind", pattern.endsWith("/groups") ? "security" : "reseller");
        }
        if (pattern.endsWith("/identity-sources")) {
            body.put("kind", "oidc");
            body.putObject("settings").put("issuer", "https://id.example").put("clientId", "tenantry");
        }
        if (pattern.contains("/connections")) {
            body.remove("certificate");
            body.remove("kind");
        }
        if (pattern.contains("/scim-targets")) {
            body.removeAll();
            body.put("name", "n" + UUID.randomUUID())
                    .put("url", "https://127.0.0.1:1/scim")
                    .put("token", "x");
        }
        if (pattern.endsWith("/replay")) {
            body.remove(List.of("from", "to"));
        }
        if (pattern.endsWith("/emulation")) {
            body.putArray("faults");
        }
        if (pattern.endsWith("/domains")) {
            body.put("name", "n" + UUID.randomUUID() + ".example");
        }
        if (pattern.contains("/usage/")) {
            fillUsage(body, pattern);
        }
        if (pattern.endsWith("/exclusions")) {
            body.put("kind", "tag");
        }
        if (body.has("ownerId")) {
            body.putNull("ownerId");
        }
        return body.toString();
    }

    private static void fillUsage(ObjectNode body, String pattern) {
        if (pattern.endsWith("/marker-tasks")) {
            body.put("scope", "All").putArray("ids");
            body.putNull("filter");
        }
        if (pattern.contains("/sources") && body.has("discoveryType")) {
            body.put("discoveryType", "manual").putObject("mapping");
            body.putNull("url").putNull("connection").putNull("secret");
            if (body.has("kind")) {
                body.put("kind", "feed");
            }
        }
        if (pattern.endsWith("/usage/rules")) {
            body.putObject("rates").put("USD", 0.9);
        }
        ObjectNode terms = body.path("terms") instanceof ObjectNode nested ? nested : body;
        if (terms.has("contractEnd")) {
            terms.put("contractEnd", "2030-01-01").put("billingPeriod", "monthly");
        }
    }
}
