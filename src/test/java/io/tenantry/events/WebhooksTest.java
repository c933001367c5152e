package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.events.Receiver.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Receivers of events over the whole way: from a change to a signed call, with all that can go wrong on it. */
class WebhooksTest extends Told {
    private static final int PEOPLE = 5;
    private static final int CHANGES = 8;

    @Test
    void aReceiverThatWasDownGetsEachEventOnceAndInOrderForEachPerson() {
        JsonNode webhook = webhook(", \"types\": [\"user.updated\"]");
        List<UUID> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(Estate.user(home, "Person"));
        }
        receiver.answers(503);
        for (int number = 1; number <= CHANGES; number++) {
            for (UUID person : people) {
                change(person, "{\"jobTitle\": \"" + number + "\"}");
            }
        }
        receiver.calls(calls -> calls.size() >= 3);
        receiver.answers(204);

        Map<String, List<String>> ledger = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode event : receiver.accepted(PEOPLE * CHANGES)) {
            ids.add(event.path("id").asString());
            ledger.computeIfAbsent(event.path("data").path("object").path("id").asString(), person -> new ArrayList<>())
                    .add(event.path("data").path("after").path("jobTitle").asString());
        }
        assertThat(ids).hasSize(PEOPLE * CHANGES);
        assertThat(ledger).hasSize(PEOPLE);
        assertThat(ledger.values())
                .allSatisfy(titles -> assertThat(titles).containsExactly("1", "2", "3", "4", "5", "6", "7", "8"));
        List<JsonNode> told = feed(PEOPLE * CHANGES).stream()
                .filter(event -> event.path("type").asString().equals("user.updated"))
                .toList();
        assertThat(told.stream().map(event -> event.path("id").asString())).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(client.get(path(webhook), token).body().path("isEnabled").asBoolean())
                .isTrue();
    }

    @Test
    void aReceiverThatNamesADateIsLeftAloneUntilThenButNoLongerThanAnHour() {
        JsonNode webhook = webhook(", \"types\": [\"user.updated\"]");
        receiver.asksForTime(Instant.now().plus(Duration.ofDays(2)));
        change(ada, "{\"jobTitle\": \"Countess\"}");
        receiver.calls(calls -> !calls.isEmpty());
        UUID id = UUID.fromString(webhook.path("id").asString());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Estate.ask(
                                "SELECT paused_until BETWEEN now() + interval '50 minutes' AND now() + interval '1 hour' FROM webhooks"
                                        + " WHERE id = ?",
                                id)
                        .equals("t"));
    }

    @Test
    void callsAreSignedAsStandardWebhooksSays() {
        JsonNode webhook = webhook(", \"types\": [\"user.disabled\", \"user.updated\"], \"name\": \"Flow\"");
        String secret = webhook.path("secret").asString();
        assertThat(secret).startsWith("whsec_");
        assertThat(webhook.path("url").asString()).endsWith("/hook?…");
        assertThat(client.get(path(webhook), token).body().has("secret")).isFalse();

        change(ada, "{\"accountEnabled\": false}");
        Call call = receiver.calls(calls -> !calls.isEmpty()).getFirst();
        assertThat(call.path()).isEqualTo("/hook?key=hidden");
        assertThat(call.isSignedWith(secret)).isTrue();
        assertThat(call.isSignedWith(secret.replace("whsec_", "whsec_AAAA"))).isFalse();
        assertThat(Math.abs(Instant.now().getEpochSecond() - Long.parseLong(call.timestamp())))
                .isLessThan(60);
        JsonNode event = call.event();
        assertThat(event.path("id").asString()).isEqualTo(call.id());
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("type").asString()).isEqualTo("user.disabled");
        assertThat(event.path("subject").asString()).isEqualTo("user/" + ada);
        assertThat(event.path("data").path("after").path("accountEnabled").asBoolean(true))
                .isFalse();
        assertThat(event.path("data").path("actor").path("kind").asString()).isEqualTo("service account");
        Answer again = client.get(path() + "/events/" + call.id(), token);
        assertThat(again.body()).isEqualTo(event);
    }

    @Test
    void aNewSecretSignsBesideTheFormerOneForAsLongAsWasSaid() {
        JsonNode webhook = webhook("");
        String former = webhook.path("secret").asString();
        JsonNode rotated = rotate(webhook, 24);
        String present = rotated.path("secret").asString();
        assertThat(rotated.path("formerSecretUntil").isNull()).isFalse();
        Call both = tried(webhook);
        assertThat(both.isSignedWith(present)).isTrue();
        assertThat(both.isSignedWith(former)).isTrue();

        String last = rotate(webhook, 0).path("secret").asString();
        Call one = tried(webhook);
        assertThat(one.isSignedWith(last)).isTrue();
        assertThat(one.isSignedWith(present)).isFalse();
    }

    private JsonNode rotate(JsonNode webhook, int hours) {
        Answer answer = client.send("POST", path(webhook) + "/secret", token, "{\"overlapHours\": " + hours + "}");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    /** The last trial that came. Others tell of the webhook itself meanwhile. */
    private Call tried(JsonNode webhook) {
        int before = trials(receiver.calls(calls -> true)).size();
        test(webhook);
        // A receiver notes a call once it has answered, which may be after the hub was done with it.
        return trials(receiver.calls(calls -> trials(calls).size() > before)).getLast();
    }

    private static List<Call> trials(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.body().contains("webhook.test"))
                .toList();
    }

    private JsonNode test(JsonNode webhook) {
        Answer answer = client.send("POST", path(webhook) + "/test", token, null);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void whoeverTriesAWebhookOutIsToldWhatTheReceiverSaid() {
        JsonNode webhook = webhook("");
        assertThat(test(webhook).path("state").asString()).isEqualTo("delivered");
        receiver.answers(418);
        receiver.says("no\ncoffee" + "!".repeat(100_000));
        JsonNode refused = test(webhook);
        assertThat(refused.path("state").asString()).isEqualTo("dead");
        assertThat(refused.path("status").asInt()).isEqualTo(418);
        assertThat(refused.path("problem").asString())
                .startsWith("It answered 418: no coffee!")
                .hasSizeLessThan(300);
        assertThat(log(webhook))
                .filteredOn(each -> each.path("origin").asString().equals("test"))
                .hasSize(2);
    }

    @Test
    void aLongAnswerDoesNotTurnASuccessIntoAFailure() {
        JsonNode webhook = webhook("");
        receiver.answers(200);
        receiver.says("thanks".repeat(50_000));
        assertThat(test(webhook).path("state").asString()).isEqualTo("delivered");
    }

    @Test
    void noRedirectIsFollowed() {
        try (Receiver inner = Receiver.open()) {
            receiver.redirectsTo(inner.url());
            JsonNode refused = test(webhook(""));
            assertThat(refused.path("problem").asString()).contains("redirects are not followed");
            assertThat(inner.calls(calls -> true)).isEmpty();
        }
    }

    @Test
    void eventsAreSentAgainUnderTheirOwnIds() {
        JsonNode webhook = webhook(", \"types\": [\"user.updated\"]");
        Instant before = Instant.now().minusSeconds(60);
        change(ada, "{\"jobTitle\": \"Countess\"}");
        change(ada, "{\"jobTitle\": \"Analyst\"}");
        List<JsonNode> first = receiver.accepted(2);
        String id = first.getLast().path("id").asString();

        assertThat(replay(webhook, "{\"events\": [\"" + id + "\"]}")
                        .body()
                        .path("queued")
                        .asInt())
                .isEqualTo(1);
        List<Call> three = receiver.calls(calls -> calls.size() == 3);
        assertThat(three.getLast().id()).isEqualTo(id);
        assertThat(three.getLast().body()).isEqualTo(three.get(1).body());

        assertThat(replay(webhook, "{\"from\": \"" + before + "\"}")
                        .body()
                        .path("queued")
                        .asInt())
                .isEqualTo(2);
        receiver.calls(calls -> calls.size() == 5);
        assertThat(receiver.accepted(2)).hasSize(2);
        assertThat(replay(webhook, "{\"events\": [\"" + UUID.randomUUID() + "\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(replay(webhook, "{}").status()).isEqualTo(400);
        assertThat(log(webhook))
                .filteredOn(each -> each.path("origin").asString().equals("replay"))
                .hasSize(3);
    }

    private Answer replay(JsonNode webhook, String body) {
        return client.send("POST", path(webhook) + "/replay", token, body);
    }

    @Test
    void onlyWhatWasAskedForIsTold() {
        webhook(", \"types\": [\"user.updated\", \"webhook.updated\"], \"filter\": \"objectName eq 'nobody'\"");
        JsonNode all = webhook(", \"filter\": \"objectKind eq 'user' and actorKind eq 'service account'\"");
        assertThat(add(receiver.url(), ", \"filter\": \"shoeSize gt 4\"").status())
                .isEqualTo(400);
        assertThat(add(receiver.url(), ", \"types\": [\"user.married\"]").status())
                .isEqualTo(400);
        change(ada, "{\"jobTitle\": \"Countess\"}");
        receiver.accepted(1);
        client.send("PATCH", path(all), token, "{\"types\": [\"user.deleted\"]}");
        change(ada, "{\"jobTitle\": \"Analyst\"}");
        client.send("DELETE", path() + "/users/" + ada, token, null);
        assertThat(receiver.accepted(2).stream().map(event -> event.path("type").asString()))
                .containsExactly("user.updated", "user.deleted");
    }

    @Test
    void aReceiverThatIsGoneIsLeftAloneAndItsContactIsWrittenTo() {
        JsonNode webhook = webhook(", \"contact\": \"ops." + home + "@example.com\", \"name\": \"Old flow\"");
        receiver.answers(410);
        change(ada, "{\"jobTitle\": \"Countess\"}");
        assertThat(POST.next("ops." + home + "@example.com").text()).contains("Old flow", "gone");
        JsonNode after = client.get(path(webhook), token).body();
        assertThat(after.path("isEnabled").asBoolean()).isFalse();
        assertThat(after.path("problem").asString()).contains("gone");
        assertThat(feed(3).stream().map(event -> event.path("type").asString())).contains("webhook.disabled");

        receiver.answers(204);
        assertThat(client.send("PATCH", path(webhook), token, "{\"isEnabled\": true}")
                        .body()
                        .path("problem")
                        .isNull())
                .isTrue();
        assertThat(receiver.accepted(1)).isNotEmpty();
    }
}
