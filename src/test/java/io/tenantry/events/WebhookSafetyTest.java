package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.AssignmentScope;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What webhooks must not be used for: looking into networks, and into other organizations. */
class WebhookSafetyTest extends Told {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/hook",
                "https://169.254.169.254/latest/meta-data",
                "http://127.0.0.2/hook",
                "https://0.0.0.0/hook",
                "https://[::ffff:10.0.0.1]/hook",
                "https://[fd00::1]/hook",
                "https://2130706434/hook",
                "https://0x7f.0.0.2/hook"
            })
    void whatIsNotPublicIsNotCalled(String url) {
        Answer refused = add(url, "");
        assertThat(refused.status()).as(refused.body().toString()).isIn(400, 403);
        assertThat(client.get(path() + "/webhooks", token).body().path("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8/hook",
                "ftp://127.0.0.1/hook",
                "file:///etc/passwd",
                "https://user:secret@127.0.0.1/hook",
                "https://127.0.0.1/hook#here",
                "https:///hook",
                "hook",
                "https://exa mple.com/"
            })
    void whatIsNoAddressForEventsIsRefused(String url) {
        Answer refused = add(url, "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("target").asString()).isEqualTo("url");
    }

    @Test
    void anAddressThatCameIntoTheTableAnotherWayIsLookedAtAgainAtEachCall() {
        JsonNode webhook = webhook("");
        UUID id = UUID.fromString(webhook.path("id").asString());
        UUID other = UUID.fromString(webhook("").path("id").asString());
        Estate.run("UPDATE webhooks SET url = (SELECT url FROM webhooks WHERE id = ?) WHERE id = ?", other, id);
        assertThat(client.send("POST", path(webhook) + "/test", token, null)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("delivered");
        Answer moved = client.send("PATCH", path(webhook), token, "{\"url\": \"https://192.168.0.1/hook\"}");
        assertThat(moved.status()).isEqualTo(403);
        assertThat(moved.body().path("detail").asString()).contains("tenantry.events.networks");
    }

    @Test
    void nobodyIsToldOfAnotherOrganizationAndNobodySeesItsWebhooks() {
        OrganizationId other = Estate.organization(home, "Below");
        String theirs = administrator(other);
        UUID grace = Estate.user(other, "Grace");
        JsonNode ours = webhook(", \"types\": [\"user.updated\"]");
        String path = "/api/v1/organizations/" + other;
        String body = "{\"url\": \"" + receiver.url() + "\", \"types\": [\"user.deleted\"]}";
        Answer made = client.send("POST", path + "/webhooks", theirs, body);
        assertThat(made.status()).isEqualTo(201);

        assertThat(client.get(path(ours), theirs).status()).isEqualTo(403);
        assertThat(client.get(path + "/webhooks/" + ours.path("id").asString(), theirs)
                        .status())
                .isEqualTo(404);
        assertThat(client.get(path() + "/events", theirs).status()).isEqualTo(403);
        assertThat(client.send("PATCH", path + "/users/" + grace, theirs, "{\"jobTitle\": \"Admiral\"}")
                        .status())
                .isEqualTo(200);
        change(ada, "{\"jobTitle\": \"Countess\"}");
        assertThat(client.send("DELETE", path + "/users/" + grace, theirs, null).status())
                .isEqualTo(204);
        assertThat(receiver.accepted(2).stream()
                        .map(event -> event.path("subject").asString()))
                .containsExactlyInAnyOrder("user/" + ada, "user/" + grace);
        String seen = client.get(path + "/events?wait=20", theirs).raw().body();
        assertThat(seen).contains(grace.toString()).doesNotContain(ada.toString());
    }

    @Test
    void whoeverWantsToBeToldOfABranchNeedsTheRightsOverAllOfIt() {
        OrganizationId below = Estate.organization(home, "Below");
        UUID grace = Estate.user(below, "Grace");
        UUID account = Estate.serviceAccount(home, null);
        Estate.assign(home, account, "service account", BuiltInRole.ADMINISTRATORS.id(), only());
        String narrow = client.tokenOf(account);
        String body = "{\"url\": \"" + receiver.url() + "\", \"subtree\": true, \"types\": [\"user.updated\"]}";
        assertThat(client.send("POST", path() + "/webhooks", narrow, body).status())
                .isEqualTo(403);
        assertThat(client.send("POST", path() + "/webhooks", token, body).status())
                .isEqualTo(201);

        String path = "/api/v1/organizations/" + below + "/users/" + grace;
        client.send("PATCH", path, administrator(below), "{\"jobTitle\": \"Admiral\"}");
        assertThat(receiver.accepted(1).getFirst().path("source").asString())
                .isEqualTo("/api/v1/organizations/" + below);
        assertThat(client.get(path() + "/events?subtree=true", token).raw().body())
                .contains(grace.toString());
        assertThat(client.get(path() + "/events?subtree=true", narrow).raw().body())
                .doesNotContain(grace.toString());
    }

    private AssignmentScope only() {
        return new AssignmentScope.Only(home);
    }

    @Test
    void aFlowSubscribesAndEndsItsSubscriptionAtTheAddressItWasGiven() {
        Answer made = client.send(
                "POST",
                path() + "/event-subscriptions",
                token,
                "{\"notificationUrl\": \"" + receiver.url() + "\", \"types\": [\"user.updated\"]}");
        assertThat(made.status()).isEqualTo(201);
        String location = String.valueOf(made.header("Location"));
        change(ada, "{\"jobTitle\": \"Countess\"}");
        assertThat(receiver.accepted(1)).hasSize(1);
        assertThat(client.get(path() + "/webhooks", token)
                        .body()
                        .path("items")
                        .get(0)
                        .path("kind")
                        .asString())
                .isEqualTo("flow");
        assertThat(client.send("DELETE", location.substring(hubUrl().length()), token, null)
                        .status())
                .isEqualTo(204);
        assertThat(client.get(path() + "/webhooks", token).body().path("items")).isEmpty();
    }
}
