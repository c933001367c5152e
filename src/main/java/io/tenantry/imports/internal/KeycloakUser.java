package io.tenantry.imports.internal;

import io.tenantry.imports.internal.Findings.Link;
import io.tenantry.kernel.Ids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Reads one user of a Keycloak export after the other, and remembers only how often what stays behind. */
final class KeycloakUser {
    private static final int ROLES_MAX = 50;

    private final Findings findings;
    private final AttributeNames names;
    private final Naming naming;
    private final Map<String, Integer> roles = new TreeMap<>();

    KeycloakUser(Findings findings, AttributeNames names, Naming naming) {
        this.findings = findings;
        this.names = names;
        this.naming = naming;
    }

    static String groupKey(String path) {
        return "group:" + path;
    }

    void read(JsonNode user) throws IOException {
        if (user.hasNonNull("serviceAccountClientId")) {
            findings.count("Service accounts of clients, which stay behind");
            return;
        }
        Map<ImportField, String> values = new EnumMap<>(ImportField.class);
        List<String> remarks = new ArrayList<>();
        String name = user.path("username").asString("");
        String mail = user.path("email").asString("");
        naming.name(values, name, mail.isEmpty() ? null : mail);
        put(values, ImportField.MAIL, mail);
        put(values, ImportField.GIVEN_NAME, user.path("firstName").asString(""));
        put(values, ImportField.SURNAME, user.path("lastName").asString(""));
        String whole = (user.path("firstName").asString("") + " "
                        + user.path("lastName").asString(""))
                .strip();
        values.put(
                ImportField.ACCOUNT_ENABLED,
                Boolean.toString(user.path("enabled").asBoolean(true)));
        UUID id = Ids.read(user.path("id").asString(""));
        if (id != null) {
            values.put(ImportField.OBJECT_ID, id.toString());
        }
        user.path("attributes").properties().forEach(attribute -> {
            List<String> given = new ArrayList<>();
            JsonNode held = attribute.getValue();
            if (held.isArray()) {
                held.forEach(value -> given.add(value.asString("")));
            } else {
                given.add(held.asString(""));
            }
            names.take(values, attribute.getKey(), given);
        });
        values.putIfAbsent(ImportField.DISPLAY_NAME, whole.isEmpty() ? name : whole);
        credentials(user, values, remarks);
        requiredActions(user, values, remarks);
        countRoles(user);
        if (!remarks.isEmpty()) {
            values.put(ImportField.NOTE, String.join("; ", remarks));
        }
        String key = "user:" + name;
        findings.person(values, List.of(key), links(user));
        Set<String> joined = new HashSet<>();
        for (JsonNode group : user.path("groups")) {
            if (joined.add(group.asString(""))) {
                findings.member(groupKey(group.asString("")), key);
            }
        }
    }

    private void credentials(JsonNode user, Map<ImportField, String> values, List<String> remarks) {
        for (JsonNode credential : user.path("credentials")) {
            String type = credential.path("type").asString("");
            if (!type.equals("password")) {
                findings.count("Credentials of the type " + type + ", which stay behind");
                remarks.add("A credential of the type " + type + " stays behind");
                continue;
            }
            KeycloakPassword password = KeycloakPassword.of(credential);
            if (password.plain() != null) {
                values.put(ImportField.PASSWORD, password.plain());
            } else if (password.hash() != null) {
                values.put(ImportField.PASSWORD_HASH, password.hash());
            } else {
                findings.count("Passwords hashed by " + password.algorithm() + ", which the hub does not know");
                remarks.add("The password stays behind, as it is hashed by " + password.algorithm());
            }
            if (password.temporary()) {
                values.put(ImportField.MUST_CHANGE_PASSWORD, "true");
            }
        }
        if (user.hasNonNull("federationLink")) {
            findings.count("People whom Keycloak has from a directory of its own; connect that to the hub");
        }
    }

    private void requiredActions(JsonNode user, Map<ImportField, String> values, List<String> remarks) {
        for (JsonNode action : user.path("requiredActions")) {
            String word = action.asString("");
            if (word.equals("UPDATE_PASSWORD")) {
                values.put(ImportField.MUST_CHANGE_PASSWORD, "true");
            } else {
                findings.count("People whom Keycloak asks for " + word + ", which the hub does not");
                remarks.add("Keycloak has asked for " + word);
            }
        }
    }

    private void countRoles(JsonNode user) {
        for (JsonNode role : user.path("realmRoles")) {
            String name = role.asString("");
            // Everybody has these.
            boolean usual = name.startsWith("default-roles-")
                    || name.equals("offline_access")
                    || name.equals("uma_authorization");
            if (!usual && (roles.size() < ROLES_MAX || roles.containsKey(name))) {
                roles.merge(name, 1, Integer::sum);
            }
        }
        if (!user.path("clientRoles").isEmpty()) {
            findings.count("People with roles of clients, which stay behind");
        }
    }

    private static List<Link> links(JsonNode user) {
        List<Link> links = new ArrayList<>();
        for (JsonNode identity : user.path("federatedIdentities")) {
            String provider = identity.path("identityProvider").asString("");
            String subject = identity.path("userId").asString("");
            if (!provider.isEmpty() && !subject.isEmpty()) {
                links.add(new Link(provider, subject));
            }
        }
        return links;
    }

    /** Says what was counted on the way. */
    void tell() {
        roles.forEach((role, people) -> findings.note(
                "Realm role " + role + ", held by " + people + ", stays behind; give such people a role of the hub"));
    }

    private static void put(Map<ImportField, String> values, ImportField field, String value) {
        if (!value.isBlank()) {
            values.put(field, value);
        }
    }
}
