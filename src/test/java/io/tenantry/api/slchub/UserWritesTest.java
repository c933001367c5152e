package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class UserWritesTest extends SlcHubTest {
    private Answer create(String userName, String more) {
        return send("POST", "/users", """
                {"userName": "%s", "password": "%s"%s}""".formatted(userName, PASSWORD, more));
    }

    private String made(String userName, String more) {
        Answer answer = create(userName, more);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("_id").asString();
    }

    /** The UPN as the hub's own API tells it. */
    private String upn(String id) {
        return client().get("/api/v1/organizations/" + organization() + "/users/" + id, token())
                .body()
                .get("userPrincipalName")
                .asString();
    }

    @Test
    void aUserNameThatIsAnAddressOfTheOrganizationIsTheUpn() {
        Answer answer = create(
                "ada@" + domain(),
                ", \"displayName\": \"Ada\", \"email\": \"ada@lovelace.example\", \"unixUserName\": \"ada\","
                        + " \"unixHomeDirectory\": \"/home/ada\", \"mustChange\": true");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        JsonNode ada = answer.body();
        assertThat(answer.header("Location"))
                .endsWith("/api/auth/v1/users/" + ada.get("_id").asString());
        assertThat(ada.get("userName").asString()).isEqualTo("ada@" + domain());
        assertThat(ada.get("userPrincipalName").asString()).isEqualTo("ada@" + domain());
        assertThat(ada.get("active").asBoolean()).isTrue();
        assertThat(ada.has("deleted")).isFalse();
        assertThat(upn(ada.get("_id").asString())).isEqualTo("ada@" + domain());
        assertThat(get("/users/" + ada.get("_id").asString() + "/osuser").body().toString())
                .contains("\"userName\":\"ada\"", "\"unixHomeDirectory\":\"/home/ada\"");
    }

    @ParameterizedTest
    @CsvSource({
        "jsmith, jsmith",
        "Zoë Müller, Zoe.Muller",
        "ada@elsewhere.example, ada",
        "Ada (work), Ada.work",
        "李明, user"
    })
    void anyOtherUserNameGetsAUpnMadeOfIt(String userName, String local) {
        String id = made(userName, "");
        assertThat(upn(id)).isEqualTo(local + "@" + domain());
        JsonNode shown = get("/users/" + id).body();
        assertThat(shown.get("userName").asString()).isEqualTo(userName);
        assertThat(shown.get("displayName").asString()).isEqualTo(userName);
    }

    @Test
    void aUpnThatIsTakenGetsANumber() {
        made("smith@" + domain(), "");
        assertThat(upn(made("smith", ""))).isEqualTo("smith2@" + domain());
        assertThat(upn(made("smith.", ""))).isEqualTo("smith3@" + domain());
    }

    @Test
    void userNamesAreUniqueWithoutRegardToCase() {
        made("jsmith", "");
        assertRefused(create("JSmith", ""), 409, "conflict", "user name");
        UUID upnOfAnother = person("Noor");
        assertThat(upnOfAnother).isNotNull();
        assertRefused(create("noor@" + domain(), ""), 409, "conflict", "Another user");
    }

    /** How many of the user names were made users when all are asked for at the same moment; the others are conflicts. */
    private long madeAtOnce(List<String> userNames) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> all = userNames.stream()
                    .map(name -> CompletableFuture.supplyAsync(() -> create(name, ""), threads))
                    .toList();
            return all.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> {
                        if (answer.status() != 201) {
                            assertRefused(answer, 409, "conflict", "Another user has this user name");
                        }
                        return answer.status() == 201;
                    })
                    .count();
        }
    }

    @Test
    void ofManyWhoWantOneUserNameAtOnceOneGetsIt() {
        assertThat(madeAtOnce(Collections.nCopies(16, "jsmith"))).isEqualTo(1);
        assertThat(madeAtOnce(Collections.nCopies(16, "ada@" + domain()))).isEqualTo(1);
    }

    @Test
    void userNamesThatGiveOneUpnGetNumbersEvenAtOnce() {
        List<String> alike = IntStream.range(0, 16)
                .mapToObj(n -> "smith" + "?".repeat(n + 1))
                .toList();
        assertThat(madeAtOnce(alike)).isEqualTo(16);
    }

    @Test
    void withoutADomainTheNameOrTheMailHasToBeAnAddress() {
        Estate.run(
                "DELETE FROM domains WHERE organization_id = ?", organization().value());
        assertRefused(create("jsmith", ""), 400, "badRequest", "domain");
        String id = made("jsmith", ", \"email\": \"jsmith@mail.example\"");
        assertThat(upn(id)).isEqualTo("jsmith@mail.example");
    }

    @Test
    void whatTheHubSetsIsRefusedAtCreation() {
        assertRefused(create("a", ", \"_id\": \"" + UUID.randomUUID() + "\""), 400, "badRequest", "_id");
        assertRefused(create("a", ", \"system\": true"), 400, "badRequest", "system");
        assertRefused(
                create("a", ", \"inactiveReason\": \"tooManyFailedLogons\""), 400, "badRequest", "inactiveReason");
        assertRefused(create("a", ", \"shoeSize\": 7"), 400, "badRequest", "shoeSize");
        assertRefused(send("POST", "/users", "{\"userName\": \"a\"}"), 400, "badRequest", "password");
        assertRefused(send("POST", "/users", "{\"password\": \"" + PASSWORD + "\"}"), 400, "badRequest", "user name");
        Answer inactive = create(
                "idle", ", \"active\": false, \"inactiveReason\": \"manual\", \"system\": false, \"deleted\": null");
        assertThat(inactive.status()).as(inactive.body().toString()).isEqualTo(201);
        assertThat(inactive.body().get("inactiveReason").asString()).isEqualTo("manual");
    }

    @Test
    void aReplacementEmptiesWhatItLeavesOut() {
        String id = made("jsmith", ", \"email\": \"j@mail.example\", \"unixUserName\": \"js\", \"externalId\": \"\"");
        Answer replaced = send("PUT", "/users/" + id, """
                {"userName": "jdoe", "displayName": "Jane Doe", "active": false}""");
        assertThat(replaced.status()).as(replaced.body().toString()).isEqualTo(200);
        JsonNode jane = replaced.body();
        assertThat(jane.get("userName").asString()).isEqualTo("jdoe");
        assertThat(jane.get("displayName").asString()).isEqualTo("Jane Doe");
        assertThat(jane.get("active").asBoolean()).isFalse();
        assertThat(jane.get("inactiveReason").asString()).isEqualTo("manual");
        assertThat(jane.has("email")).isFalse();
        assertThat(jane.has("unixUserName")).isFalse();
        assertThat(upn(id)).isEqualTo("jsmith@" + domain());
        assertRefused(send("PUT", "/users/" + id, "{\"userName\": \"x\"}"), 400, "badRequest", "displayName");
        assertRefused(send("PUT", "/users/" + id, "{\"displayName\": \"x\"}"), 400, "badRequest", "user name");
    }

    @Test
    void whatWasReadCanBeSentBackAsItIs() {
        String id = made("jsmith", ", \"email\": \"j@mail.example\"");
        JsonNode read = get("/users/" + id).body();
        Answer replaced = send("PUT", "/users/" + id, read.toString());
        assertThat(replaced.body()).isEqualTo(read);
        assertRefused(
                send("PUT", "/users/" + id, read.toString().replace("\"system\":false", "\"system\":true")),
                400,
                "badRequest",
                "system");
    }

    @Test
    void aPatchIsJsonPatch() {
        String id = made("jsmith", ", \"email\": \"j@mail.example\"");
        Answer patched = send("PATCH", "/users/" + id, """
                [{"op": "test", "path": "/email", "value": "j@mail.example"},
                 {"op": "replace", "path": "/displayName", "value": "Jane"},
                 {"op": "remove", "path": "/email"},
                 {"op": "add", "path": "/userPrincipalName", "value": "CORP\\\\jane"}]""");
        assertThat(patched.status()).as(patched.body().toString()).isEqualTo(200);
        assertThat(patched.body().get("displayName").asString()).isEqualTo("Jane");
        assertThat(patched.body().has("email")).isFalse();
        assertThat(patched.body().get("userPrincipalName").asString()).isEqualTo("CORP\\jane");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"op": "move", "from": "/email", "path": "/userName"}          | 400 | move
                    {"op": "copy", "from": "/email", "path": "/userName"}          | 400 | copy
                    {"op": "replace", "path": "/shoeSize", "value": 7}             | 400 | /shoeSize
                    {"op": "replace", "path": "displayName", "value": "x"}         | 400 | displayName
                    {"op": "replace", "path": "", "value": {}}                     | 400 | path
                    {"op": "replace", "path": "/displayName"}                      | 400 | value
                    {"path": "/displayName", "value": "x"}                         | 400 | op
                    {"op": "remove", "path": "/displayName"}                       | 400 | displayName
                    {"op": "replace", "path": "/active", "value": "yes"}           | 400 | active
                    {"op": "replace", "path": "/_id", "value": "x"}                | 400 | _id
                    {"op": "replace", "path": "/deleted", "value": "2026-01-01"}   | 400 | deleted
                    {"op": "replace", "path": "/temporarilyLocked", "value": true} | 400 | temporarilyLocked
                    {"op": "test", "path": "/displayName", "value": "nobody"}      | 409 | displayName
                    """)
    void aPatchThatCannotBeDoneChangesNothing(String step, int status, String named) {
        String id = made("jsmith", "");
        Answer answer = send("PATCH", "/users/" + id, """
                [{"op": "replace", "path": "/email", "value": "new@mail.example"}, %s]""".formatted(step));
        assertRefused(answer, status, status == 409 ? "conflict" : "badRequest", named);
        assertThat(get("/users/" + id).body().has("email")).isFalse();
    }

    @Test
    void makingAnAccountActiveLiftsThePermanentLock() {
        String id = made("jsmith", "");
        Estate.run(
                "UPDATE users SET account_enabled = false, inactive_reason = 'tooManyFailedLogons' WHERE id = ?::uuid",
                id);
        Estate.run(
                "INSERT INTO logon_failures (organization_id, user_id, failures) VALUES (?, ?::uuid, 9)",
                organization().value(),
                id);
        assertThat(get("/users/" + id).body().get("inactiveReason").asString()).isEqualTo("tooManyFailedLogons");
        JsonNode active = send("PATCH", "/users/" + id, """
                [{"op": "replace", "path": "/active", "value": true}]""").body();
        assertThat(active.get("active").asBoolean()).isTrue();
        assertThat(active.has("inactiveReason")).isFalse();
        assertThat(Estate.run("DELETE FROM logon_failures WHERE user_id = ?::uuid", id))
                .isZero();
    }

    @Test
    void whatADirectorySaysOfAPersonIsTheDirectorysToChange() {
        String id = made("jsmith", ", \"email\": \"j@mail.example\", \"unixUserName\": \"js\"");
        Estate.fed(organization(), UUID.fromString(id), "external_id", "mail", "display_name", "user_name", "upn");
        assertRefused(send("PATCH", "/users/" + id, """
                        [{"op": "replace", "path": "/email", "value": "x@mail.example"}]"""), 400, "badRequest", "'email'");
        assertRefused(send("PATCH", "/users/" + id, """
                        [{"op": "replace", "path": "/userName", "value": "smith"}]"""), 400, "badRequest", "'userName'");
        assertRefused(send("PUT", "/users/" + id, "{\"externalId\": \"another\"}"), 400, "badRequest", "'externalId'");
        Answer replaced = send("PUT", "/users/" + id, "{\"active\": false}");
        assertThat(replaced.status()).as(replaced.body().toString()).isEqualTo(200);
        assertThat(replaced.body().get("email").asString()).isEqualTo("j@mail.example");
        assertThat(replaced.body().has("unixUserName"))
                .as("what it does not say")
                .isFalse();
        Estate.run("UPDATE users SET inactive_reason = 'externalAccountDisabled' WHERE id = ?::uuid", id);
        String active = "[{\"op\": \"replace\", \"path\": \"/active\", \"value\": true}]";
        assertRefused(send("PATCH", "/users/" + id, active), 409, "conflict", "Head office");
        Estate.run("UPDATE directory_people SET gone_at = now() WHERE user_id = ?::uuid", id);
        assertThat(send("PATCH", "/users/" + id, active).status()).isEqualTo(200);
    }

    @Test
    void anExternalIdAloneMakesNobodyADirectorys() {
        String id = made("jsmith", ", \"externalId\": \"hr-7\"");
        Answer changed = send("PATCH", "/users/" + id, """
                [{"op": "replace", "path": "/displayName", "value": "Jane"}]""");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
    }

    @Test
    void accountsOfTheHubItselfStayAsTheyAre() {
        UUID noor = person("Noor");
        Estate.run("UPDATE users SET is_system = true WHERE id = ?", noor);
        assertRefused(
                send(
                        "PATCH",
                        "/users/" + noor,
                        "[{\"op\": \"replace\", \"path\": \"/displayName\", \"value\": \"x\"}]"),
                403,
                "forbidden",
                "hub itself");
        assertRefused(send("DELETE", "/users/" + noor), 403, "forbidden", "hub itself");
    }

    @Test
    void aDeletedUserIsKeptAndComesBack() {
        String id = made("jsmith", "");
        assertThat(send("DELETE", "/users/" + id).status()).isEqualTo(204);
        assertThat(get("/users/" + id).body().has("deleted")).isTrue();
        assertRefused(send("DELETE", "/users/" + id), 404, "notFound", "no such user");
        assertRefused(
                send("PUT", "/users/" + id, "{\"userName\": \"x\", \"displayName\": \"x\"}"), 404, "notFound", "");
        String namesake = made("jsmith", "");
        assertRefused(send("POST", "/users/" + id + "/restore"), 409, "conflict", "Another user");
        send("DELETE", "/users/" + namesake);
        Answer restored = send("POST", "/users/" + id + "/restore");
        assertThat(restored.status()).as(restored.body().toString()).isEqualTo(200);
        assertThat(restored.body().has("deleted")).isFalse();
    }

    @Test
    void aUserSignsInWithHisUserNameAndWithHisUpn() {
        made("j." + organization(), "");
        UUID id = UUID.fromString(
                get("/users").body().get("data").get(0).get("_id").asString());
        assertThat(Estate.run("UPDATE logon_names SET name_ci = name_ci WHERE user_id = ?", id))
                .isEqualTo(2);
        send("PATCH", "/users/" + id, """
                [{"op": "replace", "path": "/userName", "value": "other.%s"}]""".formatted(organization()));
        assertThat(Estate.run("DELETE FROM logon_names WHERE user_id = ? AND name_ci LIKE 'other.%'", id))
                .isEqualTo(1);
        assertThat(Estate.run("DELETE FROM logon_names WHERE user_id = ?", id)).isEqualTo(1);
    }

    @Test
    void eachChangeIsInTheAuditTrail() {
        String id = made("jsmith", "");
        send("PATCH", "/users/" + id, "[{\"op\": \"replace\", \"path\": \"/displayName\", \"value\": \"Jane\"}]");
        send("DELETE", "/users/" + id);
        Answer trail = client().get(
                        "/api/v1/organizations/" + organization() + "/audit?filter=targetId%20eq%20'" + id + "'",
                        token());
        assertThat(trail.body().toString()).contains("user.create", "user.change", "user.delete");
    }
}
