package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GroupsTest extends SlcHubTest {
    private String made(String name) {
        Answer answer = send("POST", "/groups", "{\"name\": \"" + name + "\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("_id").asString();
    }

    @Test
    void aGroupIsMadeReadReplacedPatchedAndDeleted() {
        String id = made("Analysts");
        JsonNode read = get("/groups/" + id).body();
        assertThat(read.propertyNames()).containsExactlyInAnyOrder("_id", "_created", "_modified", "system", "name");
        Answer replaced = send("PUT", "/groups/" + id, "{\"name\": \"Engineers\", \"externalId\": \"ldap-1\"}");
        assertThat(replaced.body().get("name").asString()).isEqualTo("Engineers");
        assertThat(replaced.body().get("externalId").asString()).isEqualTo("ldap-1");
        assertThat(send("PUT", "/groups/" + id, "{\"name\": \"Engineers\"}")
                        .body()
                        .has("externalId"))
                .isFalse();
        Answer patched =
                send("PATCH", "/groups/" + id, "[{\"op\": \"replace\", \"path\": \"/name\", \"value\": \"Builders\"}]");
        assertThat(patched.body().get("name").asString()).isEqualTo("Builders");
        assertRefused(send("PUT", "/groups/" + id, "{}"), 400, "badRequest", "name");
        assertRefused(send("PUT", "/groups/" + id, "{\"name\": \"x\", \"_id\": \"y\"}"), 400, "badRequest", "_id");
        assertRefused(send("POST", "/groups", "{\"name\": \"x\", \"colour\": 1}"), 400, "badRequest", "colour");
        assertThat(send("DELETE", "/groups/" + id).status()).isEqualTo(204);
        assertRefused(get("/groups/" + id), 404, "notFound", "no such group");
    }

    @Test
    void systemGroupsAreNeitherRenamedNorDeleted() {
        UUID id = group("HubUsers");
        Estate.run("UPDATE groups SET is_system = true WHERE id = ?", id);
        assertRefused(send("PUT", "/groups/" + id, "{\"name\": \"Mine\"}"), 403, "forbidden", "renamed");
        assertRefused(send("DELETE", "/groups/" + id), 403, "forbidden", "deleted");
        assertThat(send("PUT", "/groups/" + id, "{\"name\": \"HubUsers\"}").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    filter[name][EQ]=ANALYSTS                       | Analysts
                    filter[name][CO]=gine                           | Engineers
                    filter[externalId][PR]=true                     | Engineers
                    filter[externalId][PR]=false                    | Analysts,HubUsers
                    filter[system][EQ]=true                         | HubUsers
                    filter[system][EQ]=false                        | Analysts,Engineers
                    filter[_created][LT]=2021-01-01T00:00:00Z       | Analysts
                    filter[_created][GT]=2021-01-01T00:00:00Z       | Engineers,HubUsers
                    filter[_modified][GT]=2021-01-01T00:00:00Z      | Analysts,Engineers,HubUsers
                    filter[_modified][LT]=2021-01-01T00:00:00Z      |
                    sort=-name                                      | HubUsers,Engineers,Analysts
                    sort=_created                                   | Analysts,Engineers,HubUsers
                    sort=-_created                                  | HubUsers,Engineers,Analysts
                    sort=_modified                                  | Analysts,Engineers,HubUsers
                    page[offset]=1&page[limit]=1                    | Engineers
                    """)
    void everyFilterAndSortOfGroups(String query, String names) {
        Estate.run("UPDATE groups SET created_at = '2020-01-01' WHERE id = ?", group("Analysts"));
        Estate.run("UPDATE groups SET external_id = 'ldap-2' WHERE id = ?", group("Engineers"));
        Estate.run("UPDATE groups SET is_system = true WHERE id = ?", group("HubUsers"));
        assertThat(column(get("/groups?" + query), "name"))
                .isEqualTo(names == null ? List.of() : List.of(names.split(",", -1)));
    }

    @Test
    void unknownThingsInListsOfGroupsAreRefusedByName() {
        assertRefused(get("/groups?filter[displayName][EQ]=x"), 400, "badRequest", "displayName");
        assertRefused(get("/groups?filter[name][SW]=x"), 400, "badRequest", "SW");
        assertRefused(get("/groups?sort=displayName"), 400, "badRequest", "displayName");
        assertRefused(get("/groups?fields=system"), 400, "badRequest", "system");
        assertThat(column(get("/groups?filter[_id][IN]=" + group("A") + "," + group("B")), "name"))
                .containsExactly("A", "B");
    }

    @Test
    void membersAreToldAsDirectOrIndirect() {
        UUID outer = group("Outer");
        UUID inner = group("Inner");
        UUID ada = person("Ada");
        UUID grace = person("Grace");
        member(outer, inner, "group");
        member(outer, ada, "user");
        member(inner, ada, "user");
        member(inner, grace, "user");
        assertThat(column(get("/groups/" + outer + "/members"), "membershipType"))
                .containsExactlyInAnyOrder("direct", "direct", "indirect");
        assertThat(column(get("/groups/" + outer + "/members?filter[membershipType][EQ]=indirect"), "id"))
                .containsExactly(grace.toString());
        assertThat(column(get("/groups/" + outer + "/members?filter[membershipType][EQ]=direct"), "id"))
                .containsExactlyInAnyOrder(inner.toString(), ada.toString());
        assertThat(column(get("/groups/" + outer + "/members?filter[principalType][EQ]=Group"), "name"))
                .containsExactly("Inner");
        assertThat(column(get("/groups/" + outer + "/members?filter[principalType][EQ]=User&page[limit]=1"), "name"))
                .containsExactly("Ada@" + domain());
        assertRefused(get("/groups/" + outer + "/members?filter[membershipType][EQ]=some"), 400, "badRequest", "some");
        assertRefused(get("/groups/" + outer + "/members?sort=name"), 400, "badRequest", "sort");
        for (String path : List.of("/users/" + ada, "/principals/" + ada)) {
            assertThat(column(get(path + "/groups"), "name")).containsExactly("Inner", "Outer");
            assertThat(column(get(path + "/groups"), "membershipType")).containsOnly("direct");
        }
        assertThat(column(get("/users/" + grace + "/groups?filter[membershipType][EQ]=indirect"), "name"))
                .containsExactly("Outer");
        assertThat(column(get("/groups/" + inner + "/groups?filter[membershipType][EQ]=direct"), "name"))
                .containsExactly("Outer");
        assertThat(column(get("/principals/" + inner + "/groups"), "name")).containsExactly("Outer");
        assertRefused(get("/principals/" + UUID.randomUUID() + "/groups"), 404, "notFound", "");
        assertRefused(get("/groups/" + inner + "/groups?filter[principalType][EQ]=User"), 400, "badRequest", "");
    }

    @Test
    void aBatchOfMembersIsAppliedWholeOrNotAtAll() {
        UUID team = group("Team");
        UUID inner = group("Inner");
        UUID ada = person("Ada");
        person("Grace");
        member(team, ada, "user");
        Answer done = send("PATCH", "/groups/" + team + "/members", """
                [{"op": "add", "principalType": "User", "name": "grace@%s"},
                 {"op": "add", "id": "%s", "principalType": "Group", "name": "Inner"},
                 {"op": "remove", "id": "%s"}]""".formatted(domain(), inner, ada));
        assertThat(done.body().toString()).isEqualTo("{\"msg\":\"2 added, 1 removed\"}");
        assertThat(column(get("/groups/" + team + "/members"), "name"))
                .containsExactlyInAnyOrder("Grace@" + domain(), "Inner");
        Answer half = send("PATCH", "/groups/" + team + "/members", """
                [{"op": "add", "id": "%s"}, {"op": "add", "name": "Nobody"}]""".formatted(ada));
        assertRefused(half, 400, "badRequest", "Nobody");
        Answer circle = send("PATCH", "/groups/" + inner + "/members", """
                [{"op": "add", "id": "%s"}, {"op": "add", "id": "%s"}]""".formatted(ada, team));
        assertRefused(circle, 409, "conflict", "contain itself");
        assertThat(column(get("/users/" + ada + "/groups"), "name")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"op": "move", "id": "ID"}                                | op
                    {"id": "ID"}                                              | op
                    {"op": "add"}                                             | id
                    {"op": "add", "id": "1"}                                  | id
                    {"op": "add", "id": "ID", "principalType": "Robot"}       | Robot
                    {"op": "add", "id": "ID", "principalType": "Group"}       | group
                    {"op": "add", "id": "ID", "shoeSize": 7}                  | shoeSize
                    {"op": "add", "name": 7}                                  | name
                    """)
    void aStepThatMakesNoSenseIsRefusedByName(String step, String named) {
        UUID team = group("Team");
        UUID ada = person("Ada");
        assertRefused(
                send("PATCH", "/groups/" + team + "/members", "[" + step.replace("ID", ada.toString()) + "]"),
                400,
                "badRequest",
                named);
    }

    @Test
    void aNameOfSeveralIsRefused() {
        UUID team = group("Team");
        group("Twins");
        group("twins");
        assertRefused(
                send("PATCH", "/groups/" + team + "/members", "[{\"op\": \"add\", \"name\": \"Twins\"}]"),
                409,
                "conflict",
                "several");
    }

    @Test
    void whoMayNotHandOutAGroupsRolesMayNotFillIt() {
        UUID admins = group("Admins");
        Estate.assign(organization(), admins, "group", BuiltInRole.ADMINISTRATORS, organization());
        UUID ada = person("Ada");
        String token = tokenWith(BuiltInRole.USER_GROUP_ADMINISTRATORS, organization(), organization());
        Answer refused = client().send(
                        "PATCH",
                        SlcPaths.ROOT + "/groups/" + admins + "/members",
                        token,
                        "[{\"op\": \"add\", \"id\": \"" + ada + "\"}]");
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(403);
    }

    @Test
    void aChainOfFiftyGroupsIsFollowedToItsEnd() {
        List<UUID> chain = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            chain.add(group("Level " + (100 + i)));
            if (i > 0) {
                member(chain.get(i - 1), chain.get(i), "group");
            }
        }
        UUID ada = person("Ada");
        member(chain.getLast(), ada, "user");
        assertThat(column(get("/users/" + ada + "/groups"), "name"))
                .hasSize(50)
                .first()
                .isEqualTo("Level 100");
        assertThat(column(
                        get("/groups/" + chain.getFirst() + "/members?filter[principalType][EQ]=User"),
                        "membershipType"))
                .containsExactly("indirect");
        assertRefused(
                send(
                        "PATCH",
                        "/groups/" + chain.getLast() + "/members",
                        "[{\"op\": \"add\", \"id\": \"" + chain.getFirst() + "\"}]"),
                409,
                "conflict",
                "contain itself");
    }
}
