package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SoftwareEstate;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Savings, their rules and exclusions over the hub's own API. */
class SavingsApiTest extends HubTest {
    private Client client = new Client("");
    private OrganizationId home = new OrganizationId(Ids.next());
    private UUID plan = home.value();
    private String path = "";
    private String token = "";

    @BeforeEach
    void makeEstate() {
        client = new Client(hubUrl());
        home = Estate.organization(TestOrganizations.root(), "Savings " + UUID.randomUUID());
        path = "/api/v1/organizations/" + home + "/savings";
        SoftwareEstate software = SoftwareEstate.of(home);
        UUID app = software.application("Draw", "Acme");
        plan = software.plan(app, "Draw Pro", 10, null, null);
        software.seat(software.person("Ben", null), app, plan, Duration.ofDays(100), true);
        UUID script = Estate.serviceAccount(home, null);
        Estate.assign(home, script, "service account", BuiltInRole.ASSET_MANAGERS, home);
        token = client.tokenOf(script);
        ok(client.send("POST", path + "/search", token, null));
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 204);
        return answer.body();
    }

    @Test
    void eachSavingTellsWhy() {
        JsonNode list =
                ok(client.get(path + "?filter=amountPerMonth%20ge%2010&orderBy=confidence%20desc&count=true", token));
        assertThat(list.get("total").asInt()).isOne();
        JsonNode saving = list.get("items").get(0);
        assertThat(saving.get("rule").asString()).isEqualTo("inactive-90");
        assertThat(saving.get("reason").asString()).contains("100 days ago");
        assertThat(saving.get("personName").asString()).isEqualTo("Ben");
        assertThat(saving.get("contractEnd").asString()).isEqualTo("2027-06-30");
        assertThat(saving.get("evidence").get("source").asString()).isEqualTo("saas.collectors.m365");
        assertThat(saving.get("reclaimable").asBoolean()).isFalse();
        assertThat(ok(client.get(path + "/" + saving.get("id").asString(), token)))
                .isEqualTo(saving);
        assertThat(ok(client.get("/api/v1/savings", token)).get("items").get(0)).isEqualTo(saving);
        JsonNode summary = ok(client.get(path + "/summary", token));
        assertThat(summary.get("searchedAt").asString()).isNotBlank();
        assertThat(summary.get("rules").get(0).get("amountPerMonth").asInt()).isEqualTo(10);
        Answer refused = client.send(
                "POST",
                path + "/reclaims",
                token,
                "{\"savings\":[\"" + saving.get("id").asString() + "\"]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().get("detail").asString()).contains("Draw Pro");
    }

    @Test
    void rulesAndExclusionsAreSet() {
        JsonNode rule =
                ok(client.send("PATCH", path + "/rules/inactive-90", token, "{\"days\":120,\"confidence\":99}"));
        assertThat(rule.get("days").asInt()).isEqualTo(120);
        assertThat(rule.get("enabled").asBoolean()).isTrue();
        assertThat(ok(client.get(path, token)).get("items").get(0).get("rule").asString())
                .isEqualTo("inactive-60");
        assertThat(client.send("PATCH", path + "/rules/inactive-90", token, "{\"days\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(client.send("PATCH", path + "/rules/nobody", token, "{\"days\":1}")
                        .status())
                .isEqualTo(404);
        assertThat(ok(client.get(path + "/rules", token)).get("items")).hasSize(8);

        Answer made = client.send(
                "POST", path + "/exclusions", token, "{\"kind\":\"subscription\",\"value\":\"" + plan + "\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(ok(client.get(path, token)).get("items")).isEmpty();
        String id = made.body().get("id").asString();
        assertThat(ok(client.get(path + "/exclusions", token))
                        .get("items")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo(id);
        assertThat(client.send("DELETE", path + "/exclusions/" + id, token, null)
                        .status())
                .isEqualTo(204);
        assertThat(ok(client.get(path, token)).get("items")).hasSize(1);
        assertThat(client.send("POST", path + "/exclusions", token, "{\"kind\":\"sku\",\"value\":\"E3\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void filesAreToldByTheirTypes() {
        Answer csv = client.get(path + "/export", token);
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv");
        assertThat(csv.raw().body()).startsWith("id,person,subscription").contains("\"Ben\"");
        Answer pdf = client.get(path + "/export?format=pdf", token);
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.header("Content-Disposition")).contains(".pdf\"");
        assertThat(pdf.raw().body()).startsWith("%PDF-");
        assertThat(client.get(path + "/export?format=doc", token).status()).isEqualTo(400);
    }
}
