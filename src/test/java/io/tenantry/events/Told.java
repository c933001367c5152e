package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** An organization whose events go to a receiver. */
abstract class Told extends HubTest {
    Client client = new Client("");
    OrganizationId home = new OrganizationId(Ids.next());
    String token = "";
    UUID ada = Ids.next();
    Receiver receiver = Receiver.open();

    @BeforeEach
    void makeHome() {
        client = new Client(hubUrl());
        home = Estate.reseller(TestOrganizations.root(), "Told");
        token = administrator(home);
        ada = Estate.user(home, "Ada");
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    String administrator(OrganizationId organization) {
        UUID account = Estate.serviceAccount(organization, null);
        Estate.assign(organization, account, "service account", BuiltInRole.ADMINISTRATORS, organization);
        return client.tokenOf(account);
    }

    String path() {
        return "/api/v1/organizations/" + home;
    }

    /** A webhook at the receiver; the members come after the address. */
    JsonNode webhook(String members) {
        Answer made = add(receiver.url(), members);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body();
    }

    Answer add(String url, String members) {
        return client.send("POST", path() + "/webhooks", token, "{\"url\": \"" + url + "\"" + members + "}");
    }

    String path(JsonNode webhook) {
        return path() + "/webhooks/" + webhook.path("id").asString();
    }

    Answer change(UUID user, String members) {
        Answer changed = client.send("PATCH", path() + "/users/" + user, token, members);
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        return changed;
    }

    /** All events of the organization from the beginning, once there are so many. */
    List<JsonNode> feed(int many) {
        List<JsonNode> all = new ArrayList<>();
        String after = "oldest";
        while (all.size() < many) {
            Answer page = client.get(path() + "/events?wait=20&after=" + after, token);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            assertThat(page.body().path("items"))
                    .as("Only %s of %s", all.size(), many)
                    .isNotEmpty();
            page.body().path("items").forEach(all::add);
            after = page.body().path("next").asString();
        }
        return all;
    }

    List<JsonNode> log(JsonNode webhook) {
        return client.get(path(webhook) + "/deliveries", token)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }
}
