package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LicensingApiTest extends HubTest {
    private static final String E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";

    private OrganizationId home = new OrganizationId(new UUID(0, 0));
    private Client client = new Client("");
    private String token = "";
    private UUID ada = new UUID(0, 0);

    @BeforeEach
    void prepare() {
        home = Estate.organization(TestOrganizations.root(), "Contoso");
        client = new Client(hubUrl());
        token = tokenOf(home, BuiltInRole.ADMINISTRATORS);
        ada = Estate.user(home, "Ada");
        Estate.run("UPDATE users SET usage_location = 'US' WHERE id = ?", ada);
    }

    private String tokenOf(OrganizationId where, BuiltInRole role) {
        UUID account = Estate.serviceAccount(where, null);
        Estate.assign(where, account, "service account", role, where);
        return client.tokenOf(account);
    }

    private String path(String rest) {
        return "/api/v1/organizations/" + home + rest;
    }

    private Answer get(String rest) {
        return client.get(path(rest), token);
    }

    private Answer send(String method, String rest, @Nullable String body) {
        return client.send(method, path(rest), token, body);
    }

    @Test
    void buysChangesAndCancelsASubscription() {
        Answer made = send("POST", "/subscriptions", """
                {"skuId":"%s","quantity":5,"friendlyName":"For all","term":"P1M","unitPrice":36.5,"currency":"EUR"}""".formatted(E3));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String location = Objects.requireNonNull(made.header("Location")).replace(hubUrl(), "");
        JsonNode bought = client.get(location, token).body();
        assertThat(bought).isEqualTo(made.body());
        assertThat(bought.get("billingCycle").asString()).isEqualTo("monthly");
        assertThat(bought.get("unitPrice").asDouble()).isEqualTo(36.5);
        assertThat(bought.get("sku").get("partNumber").asString()).isEqualTo("SPE_E3");

        Answer changed = ifMatch(location, made.header("ETag"), "{\"quantity\":9,\"autoRenew\":false}");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().get("quantity").asInt()).isEqualTo(9);
        assertThat(changed.body().get("autoRenew").asBoolean()).isFalse();
        assertThat(ifMatch(location, made.header("ETag"), "{\"quantity\":10}").status())
                .isEqualTo(412);
        JsonNode listed =
                get("/subscriptions?filter=autoRenew%20eq%20false&count=true").body();
        assertThat(listed.get("total").asInt()).isEqualTo(1);
        assertThat(listed.get("items").get(0)).isEqualTo(changed.body());
        assertThat(client.get("/api/v1/subscriptions", token)
                        .body()
                        .get("items")
                        .get(0))
                .isEqualTo(changed.body());

        Answer cancelled = client.send("POST", location + "/cancel", token, null);
        assertThat(cancelled.body().get("status").asString()).isEqualTo("deleted");
        assertThat(client.get("/api/v1/subscriptions", token).body().get("items"))
                .isEmpty();
        assertThat(get("/subscribed-skus")
                        .body()
                        .get("items")
                        .get(0)
                        .get("capabilityStatus")
                        .asString())
                .isEqualTo("Deleted");
    }

    @Test
    void refusesSubscriptionsThatMakeNoSense() {
        assertThat(send("POST", "/subscriptions", "{\"skuId\":\"" + E3 + "\"}").status())
                .isEqualTo(400);
        assertThat(send("POST", "/subscriptions", "{\"skuId\":\"" + E3 + "\",\"quantity\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(send("POST", "/subscriptions", "{\"skuId\":\"" + E3 + "\",\"quantity\":1,\"unitPrice\":3}")
                        .body()
                        .get("target")
                        .asString())
                .isEqualTo("currency");
        assertThat(send("POST", "/subscriptions", "{\"skuId\":\"" + E3 + "\",\"quantity\":1,\"seats\":3}")
                        .status())
                .isEqualTo(400);
        assertThat(send("PATCH", "/subscriptions/" + UUID.randomUUID(), "{\"quantity\":3}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void givesLicensesToPeopleAndTellsWhyTheyHaveThem() {
        Estate.subscription(home, "E3");
        Answer given = send("POST", "/users/" + ada + "/licenses", "{\"add\":[{\"skuId\":\"" + E3 + "\"}]}");
        assertThat(given.status()).as(given.body().toString()).isEqualTo(200);
        assertThat(given.body().get("items").get(0).get("held").asBoolean()).isTrue();
        assertThat(get("/users/" + ada + "/licenses").body()).isEqualTo(given.body());

        Answer why = get("/users/" + ada + "/licenses/" + E3 + "/why");
        JsonNode path = why.body().get("paths").get(0);
        assertThat(path.get("kind").asString()).isEqualTo("direct");
        assertThat(path.get("assignedBy").asString()).isNotBlank();
        assertThat(get("/users/" + ada + "/licenses/" + UUID.randomUUID() + "/why")
                        .status())
                .isEqualTo(404);
        assertThat(get("/subscribed-skus/" + E3 + "/users?count=true")
                        .body()
                        .get("items")
                        .get(0)
                        .get("direct")
                        .asBoolean())
                .isTrue();

        assertThat(send("POST", "/users/" + ada + "/licenses", "{}").status()).isEqualTo(400);
        assertThat(send("POST", "/users/" + ada + "/licenses", "{\"add\":[{}]}").status())
                .isEqualTo(400);
        Answer taken = send("POST", "/users/" + ada + "/licenses", "{\"remove\":[\"" + E3 + "\"]}");
        assertThat(taken.body().get("items")).isEmpty();
    }

    @Test
    void aGroupGivesItsMembersLicensesAndSomeWait() {
        Estate.subscription(home, "E3");
        Estate.run("UPDATE subscribed_skus SET enabled = 1 WHERE organization_id = ?", home.value());
        UUID team = Estate.group(home, "Team");
        Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", team);
        UUID grace = Estate.user(home, "Grace");
        Estate.run("UPDATE users SET usage_location = 'US' WHERE id = ?", grace);
        Estate.member(home, team, ada, "user");
        Estate.member(home, team, grace, "user");

        Answer given = send("POST", "/groups/" + team + "/licenses", "{\"add\":[{\"skuId\":\"" + E3 + "\"}]}");

        assertThat(given.status()).as(given.body().toString()).isEqualTo(200);
        assertThat(given.body().get("items").get(0).get("holding").asInt()).isEqualTo(1);
        assertThat(given.body().get("items").get(0).get("waiting").asInt()).isEqualTo(1);
        assertThat(get("/groups/" + team + "/licenses").body()).isEqualTo(given.body());
        JsonNode waiting = get("/subscribed-skus/" + E3 + "/users?filter=held%20eq%20false")
                .body()
                .get("items");
        assertThat(waiting).hasSize(1);
        assertThat(waiting.get(0).get("problem").asString()).isEqualTo("units");
        String who = waiting.get(0).get("userId").asString();
        JsonNode why = get("/users/" + who + "/licenses/" + E3 + "/why").body();
        assertThat(why.get("explanation").asString()).contains("No unit was left");
        assertThat(why.get("paths").get(0).get("group").get("displayName").asString())
                .isEqualTo("Team");
        JsonNode ledger = get("/license-ledger").body().get("items").get(0);
        assertThat(ledger.get("bought").asInt()).isEqualTo(5);
        assertThat(ledger.get("enabled").asInt()).isEqualTo(1);
        assertThat(ledger.get("drift").asInt()).isEqualTo(-4);
        assertThat(ledger.get("waiting").asInt()).isEqualTo(1);
        assertThat(client.get("/api/v1/license-ledger?filter=drift%20ne%200", token)
                        .body()
                        .get("items")
                        .get(0))
                .isEqualTo(ledger);
    }

    @Test
    void showsProductsWithTheirPlans() {
        JsonNode e3 = client.get("/api/v1/skus/" + E3, token).body();
        assertThat(e3.get("displayName").asString()).isEqualTo("Microsoft 365 E3");
        assertThat(e3.get("servicePlans").size()).isGreaterThan(30);
        assertThat(client.get("/api/v1/skus?filter=partNumber%20eq%20'spe_e3'", token)
                        .body()
                        .get("items")
                        .get(0))
                .isEqualTo(e3);
        assertThat(client.get("/api/v1/skus/" + UUID.randomUUID(), token).status())
                .isEqualTo(404);
        HttpRequest load = HttpRequest.newBuilder(URI.create(hubUrl() + "/api/v1/skus/import"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(client.send(load).status()).isEqualTo(403);
    }

    @Test
    void everyRoleMayDoWhatItsNameSays() {
        Estate.subscription(home, "E3");
        String licenser = tokenOf(home, BuiltInRole.LICENSE_ADMINISTRATORS);
        String seller = tokenOf(home, BuiltInRole.PARTNER_CENTER_ADMINISTRATORS);
        String give = "{\"add\":[{\"skuId\":\"" + E3 + "\"}]}";

        assertThat(client.send("POST", path("/users/" + ada + "/licenses"), licenser, give)
                        .status())
                .isEqualTo(200);
        assertThat(client.get(path("/subscriptions"), licenser).status()).isEqualTo(403);
        assertThat(client.get(path("/subscriptions"), seller).status()).isEqualTo(200);
        assertThat(client.send("POST", path("/users/" + ada + "/licenses"), seller, give)
                        .status())
                .isEqualTo(403);
    }

    private Answer ifMatch(String path, @Nullable String etag, String body) {
        return client.send(HttpRequest.newBuilder(URI.create(hubUrl() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-Match", Objects.requireNonNull(etag))
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
