package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.CustomerTest;
import io.tenantry.Estate;
import io.tenantry.FinishedImport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Moving in is two changes, one of people and one of groups, and both are taken back. */
class MovedInChangesTest extends CustomerTest {
    private static final String STAFF = "11c0c81b-f2a2-489a-8243-eda96da4214d";

    /** Ada is new, Bob is there already. Staff is there under another name; the rest of the groups is new. */
    private String realm() {
        return """
                [{"realm": "contoso", "users": [
                  {"username": "ada@%1$s", "enabled": true, "firstName": "Ada", "groups": ["/Staff/Engines"]},
                  {"username": "bob@%1$s", "enabled": true, "firstName": "Bob", "groups": ["/Staff", "/Staff/Engines"]},
                  {"username": "cat@%1$s", "enabled": true, "firstName": "Cat", "groups": ["/Staff"]}],
                 "groups": [{"id": "%2$s", "name": "Staff", "path": "/Staff", "subGroups": [
                   {"name": "Engines", "path": "/Staff/Engines", "subGroups": []}]}]}]
                """.formatted(domain(), STAFF);
    }

    private UUID before(String name) {
        UUID user = Estate.user(organization(), name);
        Estate.run("UPDATE users SET upn = ? WHERE id = ?", name.toLowerCase(Locale.ROOT) + "@" + domain(), user);
        return user;
    }

    private UUID staff() {
        UUID group = Estate.group(organization(), "Crew");
        Estate.run("UPDATE groups SET object_id = ?, kind = 'security' WHERE id = ?", UUID.fromString(STAFF), group);
        return group;
    }

    private JsonNode moved() {
        String path = "/api/v1/organizations/" + organization() + "/imports";
        Answer started = client().send(HttpRequest.newBuilder(URI.create(hubUrl() + path + "/keycloak"))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(realm()))
                .build());
        JsonNode done = FinishedImport.of(client(), started, token());
        assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("done");
        return done;
    }

    /** The two changes, that of the people first. */
    private List<JsonNode> changes(JsonNode done) {
        JsonNode people = change(done.path("changeId").asString());
        String note = done.path("notes").toString().replaceAll(".*change of its own, ([0-9a-f-]{36}).*", "$1");
        return List.of(people, change(note));
    }

    private JsonNode change(String id) {
        return client().get("/api/v1/changes/" + id, token()).body();
    }

    private JsonNode undo(JsonNode change, String forced) {
        String undo = "/api/v1/changes/" + change.path("id").asString() + "/undo";
        Answer plan = client().send("POST", undo, token(), "{\"force\": [" + forced + "]}");
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        String path = "/api/v1/changes/" + plan.body().path("id").asString();
        Answer begun = client().send(
                        "POST",
                        path + "/apply",
                        token(),
                        "{\"hash\": \"" + plan.body().path("hash").asString() + "\"}");
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        assertThat(client().get(path + "/events", token()).raw().body()).contains("event: end");
        return change(plan.body().path("id").asString());
    }

    /** Each group with what is in it. */
    private String groups() {
        return Estate.ask("""
                SELECT string_agg(g.display_name || ': ' || coalesce((
                    SELECT string_agg(coalesce(u.display_name, i.display_name), ', ' ORDER BY coalesce(u.display_name, i.display_name))
                    FROM memberships m LEFT JOIN users u ON u.id = m.member_id LEFT JOIN groups i ON i.id = m.member_id
                    WHERE m.group_id = g.id AND m.living), 'nobody'), '; ' ORDER BY g.display_name)
                FROM groups g WHERE g.organization_id = ? AND g.deleted_at IS NULL""", organization().value());
    }

    @Test
    void groupsAndMembershipsAreTakenBackWithThePeople() {
        before("Bob");
        Estate.member(organization(), staff(), before("Cat"), "user");
        List<JsonNode> changes = changes(moved());
        assertThat(groups()).isEqualTo("Engines: Ada, Bob; Staff: Bob, Cat, Engines");
        assertThat(changes.getFirst().path("edits").toString()).contains("create", "memberships");
        assertThat(changes.getFirst().path("progress").path("done").asInt()).isEqualTo(3);
        assertThat(changes.getLast().path("title").asString()).isEqualTo("Import: Keycloak realm, groups");
        assertThat(changes.getLast().path("edits").toString()).contains("create", "set", "memberships");

        assertThat(undo(changes.getFirst(), "").path("progress").path("done").asInt())
                .isEqualTo(3);
        assertThat(groups()).isEqualTo("Engines: nobody; Staff: Cat, Engines");
        assertThat(undo(changes.getLast(), "").path("progress").path("done").asInt())
                .isEqualTo(2);
        assertThat(groups()).isEqualTo("Crew: Cat");
        assertThat(moved().path("moved").path("membersAdded").asInt()).isPositive();
    }

    @Test
    void whatSomebodyChangedSinceStaysUnlessItIsForced() {
        UUID bob = before("Bob");
        List<JsonNode> changes = changes(moved());
        UUID engines = UUID.fromString(Estate.ask(
                "SELECT id FROM groups WHERE organization_id = ? AND display_name = 'Engines'",
                organization().value()));
        UUID dan = before("Dan");
        String members = "/api/v1/organizations/" + organization() + "/groups/" + engines + "/members/";
        assertThat(client().send("DELETE", members + bob, token(), null).status())
                .isEqualTo(204);
        Estate.member(organization(), engines, dan, "user");

        JsonNode people = undo(changes.getFirst(), "");
        assertThat(people.path("counts").path("blocked").asInt()).isEqualTo(1);
        JsonNode all = undo(changes.getLast(), "");
        assertThat(all.path("counts").path("blocked").asInt()).isEqualTo(1);
        assertThat(groups()).startsWith("Engines: Dan");

        undo(changes.getLast(), "\"" + engines + "\"");
        assertThat(groups()).doesNotContain("Engines: Dan");
    }
}
