package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.query.CursorSigner;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Clients that keep a copy of users and groups hear of every change once they ask. */
class GraphDeltaTest extends DialectTest {
    @Autowired
    private CursorSigner signer = new CursorSigner(new byte[32]);

    private record Read(List<JsonNode> items, String deltaLink, int pages) {}

    private Read read(String link) {
        List<JsonNode> items = new ArrayList<>();
        int pages = 0;
        for (String next = link; ; ) {
            Answer answer = get(next.replace(hubUrl(), ""));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            answer.body().path("value").forEach(items::add);
            pages++;
            if (answer.body().has("@odata.deltaLink")) {
                return new Read(items, answer.body().path("@odata.deltaLink").asString(), pages);
            }
            next = answer.body().path("@odata.nextLink").asString();
        }
    }

    @Test
    void usersAreToldPageByPageAndThenOnlyWhatChanged() {
        UUID ada = person("ada");
        UUID bob = person("bob");
        person("eve");
        Read first = read(graph() + "/users/delta?$select=displayName,jobTitle&$top=2");
        assertThat(first.items()).hasSize(3);
        assertThat(first.pages()).isEqualTo(2);
        assertThat(first.items().getFirst().propertyNames()).containsExactly("id", "displayName", "jobTitle");

        send("PATCH", graph() + "/users/" + ada, "{\"jobTitle\": \"Countess\"}");
        send("DELETE", graph() + "/users/" + bob);
        UUID fay = person("fay");
        Read next = read(first.deltaLink());
        assertThat(next.items())
                .extracting(item -> item.path("id").asString())
                .contains(ada.toString(), bob.toString(), fay.toString());
        JsonNode gone = next.items().stream()
                .filter(item -> item.path("id").asString().equals(bob.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(gone.path("@removed").path("reason").asString()).isEqualTo("changed");
    }

    @Test
    void aLargeGroupIsToldInPartsAndOneWhoLeavesIsNamed() {
        UUID group = securityGroup("Team");
        List<UUID> members = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            UUID member = person("member" + i);
            members.add(member);
            Estate.member(organization(), group, member, "user");
        }
        Read first = read(graph() + "/groups/delta?$top=2");
        assertThat(first.pages()).isGreaterThanOrEqualTo(3);
        assertThat(first.items().stream()
                        .mapToInt(item -> item.path("members@delta").size())
                        .sum())
                .isEqualTo(6);

        send("DELETE", graph() + "/groups/" + group + "/members/" + members.getFirst() + "/$ref");
        Read next = read(first.deltaLink());
        JsonNode left = next.items().getFirst().path("members@delta");
        assertThat(left.toString()).contains(members.getFirst().toString(), "\"@removed\":{\"reason\":\"deleted\"}");
    }

    @Test
    void licencesComeWithTheirUsers() {
        UUID ada = person("ada");
        Estate.run("UPDATE users SET usage_location = 'SE' WHERE id = ?", ada);
        Estate.subscription(organization(), "Office");
        Read first = read(graph() + "/users/delta?$select=displayName,assignedLicenses");
        assertThat(first.items().getFirst().path("assignedLicenses")).isEmpty();
        send("POST", graph() + "/users/" + ada + "/assignLicense", """
                {"addLicenses": [{"skuId": "05e9a617-0261-4cee-bb44-138d3ef5d965", "disabledPlans": []}], "removeLicenses": []}""");
        Read next = read(first.deltaLink());
        assertThat(next.items().getFirst().path("assignedLicenses").toString())
                .contains("05e9a617-0261-4cee-bb44-138d3ef5d965");
    }

    @Test
    void aTokenThatIsTooOldIsGoneAndAnothersIsRefused() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(8));
        String old = new DeltaToken(longAgo, longAgo, null, null, null).sealed(signer, "users", organization());
        Answer gone = get(graph() + "/users/delta?$deltatoken=" + old);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.header("Location")).endsWith("/users/delta?$deltatoken=");
        String others = new DeltaToken(null, Instant.now(), null, null, null).sealed(signer, "groups", organization());
        assertRefused(get(graph() + "/users/delta?$deltatoken=" + others), 400, "Request_BadRequest");
        assertRefused(get(graph() + "/users/delta?$filter=x"), 400, "Request_BadRequest");
    }

    @Test
    void aBatchAnswersEachRequestAsIfItHadComeAlone() {
        UUID ada = person("ada");
        Answer answer = send("POST", graph() + "/$batch", """
                {"requests": [
                 {"id": "1", "method": "GET", "url": "/users/%s?$select=id,displayName"},
                 {"id": "2", "method": "PATCH", "url": "/users/%s", "body": {"jobTitle": "Countess"}, "dependsOn": ["1"]},
                 {"id": "3", "method": "GET", "url": "/users/%s"},
                 {"id": "4", "method": "GET", "url": "/groups", "dependsOn": ["3"]}]}
                """.formatted(ada, ada, UUID.randomUUID()));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        JsonNode responses = answer.body().path("responses");
        assertThat(responses.path(0).path("status").asInt()).isEqualTo(200);
        assertThat(responses.path(0).path("body").path("displayName").asString())
                .isEqualTo("ada");
        assertThat(responses.path(1).path("status").asInt()).isEqualTo(204);
        assertThat(responses.path(2).path("status").asInt()).isEqualTo(404);
        assertThat(responses.path(2).path("body").path("error").path("code").asString())
                .isEqualTo("Request_ResourceNotFound");
        assertThat(responses.path(3).path("status").asInt()).isEqualTo(424);
        assertThat(get(graph() + "/users/" + ada).body().path("jobTitle").asString())
                .isEqualTo("Countess");
        Answer trick = send("POST", graph() + "/$batch", """
                {"requests": [{"id": "1", "method": "GET", "url": "/../../../../directory/v1/organizations"}]}""");
        assertRefused(trick, 400, "Request_BadRequest");
    }

    @Test
    void faultsHappenAsOftenAsWasAskedForAndThenEnd() {
        String emulation = "/api/v1/organizations/" + organization() + "/emulation";
        Answer set = send("PUT", emulation, """
                {"faults": [{"kind": "throttled", "remaining": 2, "retryAfterSeconds": 7}]}""");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
        Answer hit = get(graph() + "/users");
        assertRefused(hit, 429, "TooManyRequests");
        assertThat(hit.header("Retry-After")).isEqualTo("7");
        assertThat(get(graph() + "/groups").status()).isEqualTo(429);
        assertThat(get(graph() + "/groups").status()).isEqualTo(200);
        assertThat(get(emulation).body().path("faults").path(0).path("hits").asInt())
                .isEqualTo(2);
        assertThat(send("DELETE", emulation).status()).isEqualTo(204);
        assertThat(get(emulation).body().path("faults")).isEmpty();
    }

    @Test
    void aStrictOrganizationAsksForConsistencyLevelAsGraphDoes() {
        send("PUT", "/api/v1/organizations/" + organization() + "/emulation", "{\"faults\": [{\"kind\": \"strict\"}]}");
        for (String path : List.of("/users/$count", "/users?$search=%22ada%22", "/users?$count=true")) {
            assertRefused(get(graph() + path), 400, "Request_BadRequest");
            HttpRequest eventual = HttpRequest.newBuilder(URI.create(hubUrl() + graph() + path))
                    .header("Authorization", "Bearer " + token())
                    .header("ConsistencyLevel", "eventual")
                    .build();
            assertThat(client().send(eventual).status()).as(path).isEqualTo(200);
        }
        assertThat(get(graph() + "/users").status()).isEqualTo(200);
    }
}
