package io.tenantry.api.snowatlas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Updates of many users at once. */
class AtlasBulkUpdateTest extends AtlasTest {
    @Test
    void beginsATaskThatEndsInASummary() {
        UUID nobody = UUID.randomUUID();
        Answer begun = post(
                "/users/bulk-update",
                "{\"scope\":\"Only\",\"ids\":[\"" + ada() + "\",\"" + nobody
                        + "\",\"not an id\"],\"body\":{\"review\":true}}");
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        assertThat(begun.body().propertyNames()).containsExactly("id", "_links");
        String id = begun.body().get("id").asString();
        JsonNode self = begun.body().get("_links").get(0);
        assertThat(self.toString())
                .isEqualTo("{\"href\":\"" + VIEW + "/tasks/" + id + "\",\"rel\":\"self\",\"method\":\"GET\"}");

        JsonNode task = over(id);
        assertThat(task.propertyNames()).containsExactlyInAnyOrder("id", "name", "status", "description", "_links");
        assertThat(task.get("status").asString()).isEqualTo("Complete");
        assertThat(task.get("name").asString()).isEqualTo("Bulk update users");
        JsonNode link = task.get("_links").get(0);
        assertThat(link.get("rel").asString()).isEqualTo("bulk-update-users");
        JsonNode summary = ok(client().get(link.get("href").asString(), token()));
        assertThat(summary.get("successCount").asInt()).isOne();
        assertThat(summary.get("failedCount").asInt()).isEqualTo(2);
        assertThat(summary.get("failed").toString()).contains(nobody.toString(), "not an id");
        assertThat(summary.get("failureReason").asString()).contains("2 users");
        assertThat(ok(get("/users/" + ada())).get("isInReview").asBoolean()).isTrue();
        assertThat(ok(get("/users/" + ben())).get("isInReview").asBoolean()).isFalse();
    }

    @Test
    void updatesAllWhoMeetTheFilterButThoseNamed() {
        over(begin("{\"scope\":\"AllExcept\",\"ids\":[\"" + ada()
                + "\"],\"filter\":\"status -ne 'No activity'\",\"body\":{\"onlineOnly\":true,\"qualified\":false}}"));
        assertThat(ok(get("/users/" + ben())).get("isOnline").asBoolean()).isTrue();
        assertThat(ok(get("/users/" + ben())).get("isQualified").asBoolean()).isFalse();
        assertThat(ok(get("/users/" + ada())).get("isOnline").asBoolean()).isFalse();
        assertThat(ok(get("/users/" + eve())).get("isOnline").asBoolean()).isFalse();

        JsonNode summary = summary(begin("{\"scope\":\"All\",\"ids\":[],\"body\":{\"qualified\":true}}"));
        assertThat(summary.get("successCount").asInt()).isEqualTo(3);
        assertThat(summary.get("failedCount").asInt()).isZero();
        assertThat(summary.get("failed")).isEmpty();
        assertThat(summary.get("failureReason").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"scope\":\"All\"}",
                "{\"scope\":\"Some\",\"body\":{\"review\":true}}",
                "{\"scope\":\"Only\",\"body\":{\"review\":true}}",
                "{\"scope\":\"AllExcept\",\"ids\":[],\"body\":{\"review\":true}}",
                "{\"scope\":\"All\",\"body\":{}}",
                "{\"scope\":\"All\",\"body\":{\"review\":null}}",
                "{\"scope\":\"All\",\"body\":{\"review\":\"yes\"}}",
                "{\"scope\":\"All\",\"body\":{\"isOnline\":true}}",
                "{\"scope\":\"All\",\"filter\":\"nobody -eq 1\",\"body\":{\"review\":true}}",
                "{\"scope\":\"Only\",\"ids\":\"x\",\"body\":{\"review\":true}}",
                "{\"scope\":\"All\",\"body\":{\"review\":true},\"more\":1}"
            })
    void refusesWrongRequests(String body) {
        assertRefused(post("/users/bulk-update", body), 400);
    }

    @Test
    void tasksOfOthersAndThoseThatAreNoneAreNotThere() {
        String id = begin("{\"scope\":\"All\",\"body\":{\"review\":true}}");
        String stranger =
                tokenWith(BuiltInRole.ADMINISTRATORS, Estate.organization(TestOrganizations.root(), "Others"));
        for (String path : new String[] {"/tasks/", "/users/bulk-update/"}) {
            assertRefused(client().get(VIEW + path + id, stranger), 404);
            assertRefused(get(path + UUID.randomUUID()), 404);
            assertRefused(get(path + "x"), 400);
        }
        String reader = tokenWith(BuiltInRole.READERS, home());
        assertRefused(
                client().send(
                                "POST",
                                VIEW + "/users/bulk-update",
                                reader,
                                "{\"scope\":\"All\",\"body\":{\"review\":true}}"),
                403);
    }

    private String begin(String body) {
        Answer begun = post("/users/bulk-update", body);
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        return begun.body().get("id").asString();
    }

    private JsonNode summary(String id) {
        over(id);
        return ok(get("/users/bulk-update/" + id));
    }

    private JsonNode over(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> ok(get("/tasks/" + id)),
                        task -> !task.get("status").asString().equals("Running"));
    }
}
