package io.tenantry.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What identity providers really send, step by step. */
class ProvisioningTest extends ScimTest {
    @Test
    void microsoftEntraProvisionsChangesAndDisablesAUser() {
        // The connection test asks for somebody who cannot exist.
        assertThat(good(filtered("/Users", "userName eq \"a7f2c1d4-nobody\""))
                        .get("totalResults")
                        .asInt())
                .isZero();
        assertThat(column(filtered("/Users", "externalId eq \"ada\""), "id")).isEmpty();
        assertThat(column(filtered("/Users", "emails[type eq \"work\"].value eq \"ada@" + domain() + "\""), "id"))
                .isEmpty();
        JsonNode made = good(send("POST", "/Users", """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                 "externalId": "ada", "userName": "ada@%1$s", "active": "True",
                 "addresses": [{"primary": false, "type": "work", "formatted": "Building 7", "country": "UK"}],
                 "emails": [{"primary": true, "type": "work", "value": "ada@%1$s"}],
                 "meta": {"resourceType": "User"}, "displayName": "Ada Lovelace",
                 "name": {"formatted": "Ada Lovelace", "familyName": "Lovelace", "givenName": "Ada"}, "roles": []}
                """.formatted(domain())));
        String id = made.get("id").asString();
        assertThat(made.get("active").asBoolean()).isTrue();
        assertThat(column(filtered("/Users", "emails[type eq \"work\"].value eq \"ADA@" + domain() + "\""), "id"))
                .containsExactly(id);
        JsonNode changed = good(patch("/Users/" + id, """
                {"op": "Replace", "path": "displayName", "value": "Ada Byron"},
                {"op": "Replace", "path": "emails[type eq \\"work\\"].value", "value": "byron@%1$s"},
                {"op": "Add", "path": "phoneNumbers[type eq \\"mobile\\"].value", "value": "+44 2"},
                {"op": "Add", "path": "addresses[type eq \\"work\\"].locality", "value": "London"},
                {"op": "Replace", "path": "name.formatted", "value": "Ada Byron"},
                {"op": "Replace", "path": "name.familyName", "value": "Byron"},
                {"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "R&D"}
                """.formatted(domain())));
        assertThat(changed.get("displayName").asString()).isEqualTo("Ada Byron");
        assertThat(changed.at("/emails/0/value").asString()).isEqualTo("byron@" + domain());
        assertThat(changed.at("/phoneNumbers/0/type").asString()).isEqualTo("mobile");
        assertThat(changed.at("/addresses/0/locality").asString()).isEqualTo("London");
        assertThat(changed.at("/name/formatted").asString()).isEqualTo("Ada Byron");
        assertThat(changed.get(ENTERPRISE).get("department").asString()).isEqualTo("R&D");
        // Without a path, with paths for names.
        JsonNode without = good(patch("/Users/" + id, """
                {"op": "Replace", "value": {"active": "False", "title": "Countess", "name.givenName": "Augusta",
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber": "1815"}}"""));
        assertThat(without.get("active").asBoolean()).isFalse();
        assertThat(without.at("/name/givenName").asString()).isEqualTo("Augusta");
        assertThat(without.at("/name/familyName").asString()).isEqualTo("Byron");
        assertThat(without.get(ENTERPRISE).get("employeeNumber").asString()).isEqualTo("1815");
        assertThat(column(filtered("/Users", "active eq \"False\" and title eq \"countess\""), "id"))
                .containsExactly(id);
        assertThat(good(patch("/Users/" + id, """
                        {"op": "Add", "path": "active", "value": "True"}""")).get("active").asBoolean()).isTrue();
        assertThat(delete("/Users/" + id).status()).isEqualTo(204);
    }

    @Test
    void microsoftEntraProvisionsAGroup() {
        String ada = user("ada", "");
        String grace = user("grace", "");
        assertThat(column(filtered("/Groups", "displayName eq \"Engines\""), "id"))
                .isEmpty();
        JsonNode made = good(send("POST", "/Groups", """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "externalId": "8aa1a0c0-c4c3",
                 "displayName": "Engines", "members": [], "meta": {"resourceType": "Group"}}"""));
        String group = made.get("id").asString();
        assertThat(column(get("/Groups?excludedAttributes=members&filter=externalId%20eq%20%228aa1a0c0-c4c3%22"), "id"))
                .containsExactly(group);
        Answer added = patch("/Groups/" + group, """
                {"op": "Add", "path": "members", "value": [{"$ref": null, "value": "%s"}, {"value": "%s"}]}
                """.formatted(ada, grace));
        assertThat(added.status()).isEqualTo(204);
        assertThat(column(filtered("/Groups", "id eq \"" + group + "\" and members eq \"" + ada + "\""), "id"))
                .containsExactly(group);
        // The way of old, and the way of the standard.
        good(patch("/Groups/" + group, """
                {"op": "Remove", "path": "members", "value": [{"value": "%s"}]}""".formatted(ada)));
        assertThat(members(group)).containsExactly(grace);
        good(patch("/Groups/" + group, """
                {"op": "Remove", "path": "members[value eq \\"%s\\"]"}""".formatted(grace)));
        assertThat(members(group)).isEmpty();
        // Somebody who was deleted before he is removed.
        good(patch("/Groups/" + group, """
                {"op": "Add", "path": "members", "value": [{"value": "%s"}]}""".formatted(ada)));
        assertThat(delete("/Users/" + ada).status()).isEqualTo(204);
        good(patch("/Groups/" + group, """
                {"op": "Remove", "path": "members[value eq \\"%s\\"]"},
                {"op": "Replace", "path": "displayName", "value": "Engines 2"}""".formatted(ada)));
        assertThat(good(get("/Groups/" + group + "?excludedAttributes=members"))
                        .get("displayName")
                        .asString())
                .isEqualTo("Engines 2");
        assertThat(delete("/Groups/" + group).status()).isEqualTo(204);
        assertRefused(get("/Groups/" + group), 404, "", "no such group");
    }

    @Test
    void oktaProvisionsReplacesAndDeactivatesAUser() {
        assertThat(good(get("/Users?startIndex=1&count=1")).get("itemsPerPage").asInt())
                .isZero();
        assertThat(good(get("/Users?filter=userName%20eq%20%22ada%40okta.example%22&startIndex=1&count=100"))
                        .get("totalResults")
                        .asInt())
                .isZero();
        String body = """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada@okta.example",
                 "name": {"givenName": "Ada", "familyName": "%s"}, "locale": "en-US", "externalId": "00ujl29u0le5T6Aj10h7",
                 "emails": [{"primary": true, "value": "ada@okta.example", "type": "work"}],
                 "displayName": "Ada Lovelace", "groups": [], "password": "violet tractor humming eleven", "active": true}
                """;
        JsonNode made = good(send("POST", "/Users", body.formatted("Lovelace")));
        String id = made.get("id").asString();
        assertThat(made.get("userName").asString()).isEqualTo("ada@okta.example");
        JsonNode replaced = good(
                send("PUT", "/Users/" + id, body.formatted("Byron").replace("\"active\": true", "\"active\": false")));
        assertThat(replaced.at("/name/familyName").asString()).isEqualTo("Byron");
        assertThat(replaced.get("active").asBoolean()).isFalse();
        assertThat(good(patch("/Users/" + id, "{\"op\": \"replace\", \"value\": {\"active\": true}}"))
                        .get("active")
                        .asBoolean())
                .isTrue();
        assertThat(column(filtered("/Users", "externalId eq \"00ujl29u0le5T6Aj10h7\""), "id"))
                .containsExactly(id);
        assertThat(column(filtered("/Users", "externalId eq \"00UJL29u0le5T6Aj10h7\""), "id"))
                .isEmpty();
    }

    @Test
    void oktaPushesAGroup() {
        String ada = user("ada", "");
        String grace = user("grace", "");
        String group = group("Engines", ", \"members\": [{\"value\": \"" + ada + "\", \"display\": \"ada\"}]");
        good(patch("/Groups/" + group, """
                {"op": "replace", "value": {"id": "%s", "displayName": "Engineers"}}""".formatted(group)));
        good(patch("/Groups/" + group, """
                {"op": "remove", "path": "members[value eq \\"%s\\"]"},
                {"op": "add", "path": "members", "value": [{"value": "%s", "display": "grace"}]}""".formatted(ada, grace)));
        assertThat(members(group)).containsExactly(grace);
        good(patch("/Groups/" + group, """
                {"op": "replace", "path": "members", "value": [{"value": "%s"}]}""".formatted(ada)));
        assertThat(members(group)).containsExactly(ada);
        good(send("PUT", "/Groups/" + group, """
                {"displayName": "All", "members": [{"value": "%s"}, {"value": "%s"}]}""".formatted(ada, grace)));
        assertThat(members(group)).containsExactlyInAnyOrder(ada, grace);
        good(send("PUT", "/Groups/" + group, "{\"displayName\": \"None\", \"members\": []}"));
        assertThat(members(group)).isEmpty();
    }

    private List<String> members(String group) {
        return good(get("/Groups/" + group))
                .path("members")
                .valueStream()
                .map(member -> member.get("value").asString())
                .toList();
    }
}
