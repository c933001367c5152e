package io.tenantry.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An organization that lives at Microsoft, for which another organization of the same hub stands in. */
abstract class TenantAndMirror extends HubTest {
    Client client = new Client("");
    OrganizationId tenant = new OrganizationId(Ids.next());
    OrganizationId mirror = new OrganizationId(Ids.next());
    String token = "";
    private UUID script = new UUID(0, 0);

    /** Makes both, not connected yet. */
    void found() {
        client = new Client(hubUrl());
        tenant = Estate.organization(TestOrganizations.root(), "Tenant");
        mirror = Estate.organization(TestOrganizations.root(), "Mirror");
        script = script(tenant);
        token = client.tokenOf(script(mirror));
    }

    /** Connects them and reads what is there. */
    void connect() {
        Connecting connecting = new Connecting(hubUrl(), token);
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, script));
        connecting.sync(mirror, false);
    }

    static UUID script(OrganizationId organization) {
        UUID script = Estate.application(organization, BuiltInRole.ADMINISTRATORS);
        return script;
    }

    /** Lets the tenant refuse what it is asked next, some times, because it was asked too much. */
    void throttle(int times) {
        Answer set = client.send(
                "PUT",
                "/api/v1/organizations/" + tenant + "/emulation",
                client.tokenOf(script),
                "{\"faults\": [{\"kind\": \"throttled\", \"percent\": 100, \"remaining\": " + times
                        + ", \"retryAfterSeconds\": 1}]}");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
    }

    Answer upload(String path, String file, String as) {
        return client.send(HttpRequest.newBuilder(URI.create(hubUrl() + path))
                .header("Authorization", "Bearer " + as)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(file))
                .build());
    }

    JsonNode applied(JsonNode plan) {
        String path = "/api/v1/changes/" + plan.path("id").asString();
        Answer begun = client.send(
                "POST",
                path + "/apply",
                token,
                "{\"hash\": \"" + plan.path("hash").asString() + "\"}");
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        assertThat(client.get(path + "/events", token).raw().body()).contains("event: end");
        return client.get(path, token).body();
    }

    /** What takes a change back, carried out. */
    JsonNode undone(String change) {
        JsonNode undone = applied(client.send("POST", "/api/v1/changes/" + change + "/undo", token, "{}")
                .body());
        assertThat(undone.path("state").asString()).as(undone.toString()).isEqualTo("done");
        return undone;
    }
}
