package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The log of sign-ins as Graph tells it, and as the usage of a mirrored organization reads it; the tenant is one of the hub's. */
class SignInLogTest extends MirroredTest {
    private final Instant last = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void connect() {
        UUID ada = person("Ada");
        signedIn(ada, last);
        signedIn(person("Boss"), last.minus(3, ChronoUnit.DAYS));
        Estate.run(
                "INSERT INTO sign_in_days (organization_id, user_id, day) SELECT ?, ?, current_date - n FROM generate_series(3, 9) n",
                organization().value(),
                ada);
        connectMirror();
    }

    private void signedIn(UUID person, Instant at) {
        Estate.run(
                "INSERT INTO user_activity (organization_id, user_id, signed_in_at) VALUES (?, ?, ?::timestamptz)",
                organization().value(),
                person,
                at.toString());
    }

    private JsonNode read() {
        String sources = "/api/v1/organizations/" + mirror + "/usage/sources";
        Answer made = client().send("POST", sources, mirrorToken, "{\"kind\": \"microsoft\", \"name\": \"Microsoft\"}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        Answer run =
                client().send("POST", sources + "/" + made.body().get("id").asString() + "/read", mirrorToken, null);
        assertThat(run.status()).as(run.body().toString()).isEqualTo(200);
        return run.body();
    }

    private long days(String name) {
        JsonNode people = client().get("/api/v1/organizations/" + mirror + "/usage/people", mirrorToken)
                .body()
                .get("items");
        for (JsonNode one : people) {
            if (one.path("displayName").asString("").equals(name)) {
                return one.path("lastActive").isNull()
                        ? -1
                        : ChronoUnit.DAYS.between(
                                Instant.parse(one.path("lastActive").asString()), Instant.now());
            }
        }
        throw new AssertionError(people.toString());
    }

    @Test
    void usageKnowsWhenPeopleOfATenantSignInThere() {
        send("PUT", "/api/v1/organizations/" + organization() + "/emulation", """
                {"faults": [{"kind": "throttled", "percent": 100, "retryAfterSeconds": 0, "remaining": 2}]}""");
        JsonNode run = read();
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        assertThat(run.get("problems")).as(run.toString()).isEmpty();
        // Two applications are not told apart by a sign-in: there is the directory, and nothing else here.
        assertThat(run.at("/counts/activeDays").asInt()).isEqualTo(9);
        assertThat(days("Ada")).isZero();
        assertThat(days("Boss")).isBetween(2L, 3L);
    }

    @Test
    void whatTheTenantDoesNotLetTheHubReadIsToldAndTheRestIsTakenIn() {
        Estate.run("DELETE FROM role_assignments WHERE principal_id = ?", app);
        Estate.assign(organization(), app, "service account", BuiltInRole.USER_ADMINISTRATORS, organization());
        JsonNode run = read();
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        assertThat(run.get("problems").toString()).contains("Sign-ins could not be read");
        assertThat(run.at("/counts/created").asInt()).isEqualTo(2);
    }

    @Test
    void theLogIsToldPageByPageSinceAMoment() {
        String log = graph() + "/auditLogs/signIns?$top=2&$filter=createdDateTime%20ge%20"
                + Instant.now().minus(6, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        List<String> told = new ArrayList<>();
        String next = log;
        while (!next.isEmpty()) {
            Answer page = get(next);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            page.body()
                    .get("value")
                    .forEach(one -> told.add(one.get("createdDateTime").asString()
                            + one.get("userId").asString()));
            next = page.body().path("@odata.nextLink").asString("").replace(hubUrl(), "");
        }
        assertThat(told).doesNotHaveDuplicates().isSorted().hasSizeBetween(4, 6);
        assertRefused(get(graph() + "/auditLogs/signIns?$filter=userId%20eq%20'x'"), 400, "Request_BadRequest");
        assertRefused(get(graph() + "/auditLogs/signIns?$skiptoken=x"), 400, "Request_BadRequest");
    }
}
