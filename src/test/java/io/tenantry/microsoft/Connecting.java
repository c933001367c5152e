package io.tenantry.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An administrator who connects organizations of one hub to those of another, over HTTP. */
public final class Connecting {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Client hub;
    private final String token;

    public Connecting(String hubUrl, String token) {
        hub = new Client(hubUrl);
        this.token = token;
    }

    public static String body(String emulator, OrganizationId tenant, UUID client) {
        return """
                {"kind": "microsoft", "tenantId": "%s", "clientId": "%s", "secret": "%s", "loginUrl": "%s", "syncMinutes": 0,
                 "graphUrl": "%s/graph/v1/organizations/%s/v1.0",
                 "partnerCenterUrl": "%s/partnercenter/v1/partners/%s/organizations/%s/v1.0", "exchangeUrl": "%s/adminapi/beta"}
                """.formatted(
                        tenant, client, Estate.SECRET, emulator, emulator, tenant, emulator, tenant, tenant, emulator);
    }

    public void connect(OrganizationId organization, String body) {
        Answer made = hub.send("POST", path(organization), token, body);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    }

    public Answer send(String method, OrganizationId organization, String rest, String body) {
        return hub.send(method, path(organization) + rest, token, body);
    }

    public Answer get(OrganizationId organization, String rest) {
        return hub.get(path(organization) + rest, token);
    }

    /** Begins to bring the mirror up to date. */
    public JsonNode begin(OrganizationId organization, boolean full) {
        Answer begun = hub.send("POST", path(organization) + "/microsoft/sync?full=" + full, token, null);
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        return begun.body();
    }

    public JsonNode run(OrganizationId organization, JsonNode run) {
        return hub.get(path(organization) + "/microsoft/runs/" + run.path("id").asString(), token)
                .body();
    }

    /** Brings the mirror up to date and waits until it is. */
    public JsonNode sync(OrganizationId organization, boolean full) {
        JsonNode run = begin(organization, full);
        long end = System.nanoTime() + LONGEST.toNanos();
        while (run.path("state").asString().equals("running")) {
            assertThat(System.nanoTime()).as(run.toString()).isLessThan(end);
            run = run(organization, run);
        }
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("done");
        return run;
    }

    private static String path(OrganizationId organization) {
        return "/api/v1/organizations/" + organization + "/connections";
    }
}
