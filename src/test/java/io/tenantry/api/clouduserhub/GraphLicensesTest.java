package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Products and licences as a client of the Cloud User Hub sees them. */
class GraphLicensesTest extends DialectTest {
    private static final String E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
    private static final String TEAMS = "57ff2da0-773e-42df-b2af-ffb7a2317929";
    private static final String BAD_REQUEST = "Request_BadRequest";

    private UUID ada = new UUID(0, 0);

    @BeforeEach
    void makePeopleAndUnits() {
        ada = person("Ada Lovelace");
        Estate.run("UPDATE users SET usage_location = 'US' WHERE id = ?", ada);
        Estate.subscription(organization(), "E3");
    }

    @Test
    void givesALicenseAndAnswers201WithWhatTheUserHolds() {
        Answer answer = assign(ada, """
                {"addLicenses":[{"skuId":"%s","disabledPlans":["%s"]}],"removeLicenses":[]}""".formatted(E3, TEAMS));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        JsonNode license = answer.body().get("value").get(0);
        assertThat(license.propertyNames()).containsExactly("id", "skuId", "skuPartNumber", "servicePlans");
        assertThat(license.get("skuId").asString()).isEqualTo(E3);
        assertThat(license.get("skuPartNumber").asString()).isEqualTo("SPE_E3");
        assertThat(plan(license, TEAMS).propertyNames())
                .containsExactly("servicePlanId", "servicePlanName", "provisioningStatus", "appliesTo");
        assertThat(plan(license, TEAMS).get("provisioningStatus").asString()).isEqualTo("Disabled");
        assertThat(plan(license, "efb87545-963c-4e0d-99df-69c6916d9eb0")
                        .get("provisioningStatus")
                        .asString())
                .isEqualTo("Success");

        Answer details = get(graph() + "/users/" + ada + "/licenseDetails");
        assertThat(details.status()).isEqualTo(200);
        assertThat(details.body().get("value")).isEqualTo(answer.body().get("value"));
        assertThat(get("/clouduserhub" + graph() + "/users/" + ada + "/licenseDetails")
                        .body()
                        .get("value"))
                .isEqualTo(answer.body().get("value"));
    }

    @Test
    void showsTheUnitsAnOrganizationHasAndHowManyAreConsumed() {
        assign(ada, "{\"addLicenses\":[{\"skuId\":\"" + E3 + "\"}],\"removeLicenses\":[]}");

        Answer answer = get(graph() + "/subscribedSkus");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode sku = answer.body().get("value").get(0);
        assertThat(sku.get("id").asString()).isEqualTo(organization() + "_" + E3);
        assertThat(sku.get("skuId").asString()).isEqualTo(E3);
        assertThat(sku.get("skuPartNumber").asString()).isEqualTo("SPE_E3");
        assertThat(sku.get("capabilityStatus").asString()).isEqualTo("Enabled");
        assertThat(sku.get("appliesTo").asString()).isEqualTo("User");
        assertThat(sku.get("consumedUnits").asInt()).isEqualTo(1);
        assertThat(sku.get("prepaidUnits").toString())
                .isEqualTo("{\"enabled\":5,\"suspended\":0,\"warning\":0,\"lockedOut\":0}");
        assertThat(sku.get("servicePlans")).isNotEmpty();
        UUID tenant = UUID.randomUUID();
        Estate.run(
                "UPDATE organizations SET microsoft_tenant_id = ? WHERE organization_id = ?",
                tenant,
                organization().value());
        assertThat(get(graph() + "/subscribedSkus?$select=id")
                        .body()
                        .get("value")
                        .get(0)
                        .toString())
                .isEqualTo("{\"id\":\"" + tenant + "_" + E3 + "\"}");
    }

    @Test
    void takesLicensesAwayAgainUnderTheNameOfGraphToo() {
        assign(ada, "{\"addLicenses\":[{\"skuId\":\"" + E3 + "\"}]}");

        Answer answer =
                send("POST", graph() + "/users/" + ada + "/assignLicense", "{\"removeLicenses\":[\"" + E3 + "\"]}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("value")).isEmpty();
        assertThat(get(graph() + "/subscribedSkus")
                        .body()
                        .get("value")
                        .get(0)
                        .get("consumedUnits")
                        .asInt())
                .isZero();
    }

    @Test
    void refusesWithGraphsCodeAndDoesNothing() {
        UUID noon = person("Noon");
        String give = "{\"addLicenses\":[{\"skuId\":\"" + E3 + "\"}]}";
        assertRefused(assign(noon, give), 400, BAD_REQUEST);
        String unknown = "{\"addLicenses\":[{\"skuId\":\"" + UUID.randomUUID() + "\"}]}";
        assertRefused(assign(ada, unknown), 400, BAD_REQUEST);
        assertRefused(assign(ada, "{\"removeLicenses\":[\"" + E3 + "\"]}"), 400, BAD_REQUEST);
        assertRefused(assign(UUID.randomUUID(), give), 404, "Request_ResourceNotFound");
        for (String body : List.of(
                "{}",
                "{\"addLicenses\":{}}",
                "{\"addLicenses\":[\"" + E3 + "\"]}",
                "{\"addLicenses\":[{}]}",
                "{\"addLicenses\":[{\"skuId\":\"x\"}]}",
                "{\"addLicenses\":[{\"skuId\":7}]}",
                "{\"addLicenses\":[{\"skuId\":\"" + E3 + "\",\"disabledPlans\":\"all\"}]}",
                "{\"addLicenses\":[{\"skuId\":\"" + E3 + "\",\"disabledPlans\":[\"x\"]}]}",
                "{\"addLicenses\":[{\"skuId\":\"" + E3 + "\",\"quantity\":1}]}",
                "{\"addLicenses\":[{\"skuId\":\"" + E3 + "\"},{\"skuId\":\"" + E3 + "\"}]}",
                "{\"removeLicenses\":[null]}",
                "{\"licenses\":[]}")) {
            assertRefused(assign(ada, body), 400, BAD_REQUEST);
        }
        assertThat(get(graph() + "/users/" + ada + "/licenseDetails").body().get("value"))
                .isEmpty();
        Estate.run(
                "UPDATE subscribed_skus SET enabled = 0 WHERE organization_id = ?",
                organization().value());
        assertRefused(assign(ada, give), 400, BAD_REQUEST);
    }

    @Test
    void tellsByWhichWayALicenseComesAndWhatIsInTheWay() {
        UUID team = securityGroup("Team");
        UUID noon = person("Noon");
        Estate.member(organization(), team, ada, "user");
        Estate.member(organization(), team, noon, "user");
        Estate.run(
                "INSERT INTO group_licenses (organization_id, group_id, sku_id, assigned_by) VALUES (?, ?, ?::uuid, 'Ada')",
                organization().value(),
                team,
                E3);

        JsonNode held = get(graph() + "/users/" + ada + "/licenseAssignmentStates")
                .body()
                .get("value")
                .get(0);
        assertThat(held.get("assignedByGroup").asString()).isEqualTo(team.toString());
        assertThat(held.get("state").asString()).isEqualTo("Active");
        assertThat(held.get("error").asString()).isEqualTo("None");
        JsonNode lacking = get(graph() + "/users/" + noon + "/licenseAssignmentStates")
                .body()
                .get("value")
                .get(0);
        assertThat(lacking.get("state").asString()).isEqualTo("Error");
        assertThat(lacking.get("error").asString()).isEqualTo("ProhibitedInUsageLocationViolation");
        assertThat(get(graph() + "/users/" + noon + "/licenseDetails").body().get("value"))
                .isEmpty();
        assertRefused(assign(ada, "{\"removeLicenses\":[\"" + E3 + "\"]}"), 400, BAD_REQUEST);
    }

    @Test
    void peopleWhoComeLeaveAndComeBackTakeUnitsAndReturnThem() {
        UUID team = securityGroup("Team");
        Estate.run(
                "INSERT INTO group_licenses (organization_id, group_id, sku_id, assigned_by) VALUES (?, ?, ?::uuid, 'Ada')",
                organization().value(),
                team,
                E3);
        String members = graph() + "/groups/" + team + "/members";
        String reference = "{\"@odata.id\":\"https://graph.microsoft.com/v1.0/directoryObjects/" + ada + "\"}";

        assertThat(send("POST", members + "/$ref", reference).status()).isEqualTo(201);
        assertThat(consumed()).isEqualTo(1);
        assertThat(send("DELETE", graph() + "/users/" + ada).status()).isEqualTo(204);
        assertThat(consumed()).isZero();
        assertThat(send("POST", graph() + "/directory/deletedItems/" + ada + "/restore")
                        .status())
                .isEqualTo(200);
        assertThat(consumed()).isEqualTo(1);
        assertThat(send("DELETE", members + "/" + ada + "/$ref").status()).isEqualTo(204);
        assertThat(consumed()).isZero();
    }

    private int consumed() {
        return get(graph() + "/subscribedSkus")
                .body()
                .get("value")
                .get(0)
                .get("consumedUnits")
                .asInt();
    }

    @Test
    void readersReadAndDoNotWrite() {
        String reader = tokenWith(BuiltInRole.READERS, organization());
        String details = graph() + "/users/" + ada + "/licenseDetails";

        assertThat(client().get(details, reader).status()).isEqualTo(200);
        assertThat(client().get(graph() + "/subscribedSkus", reader).status()).isEqualTo(200);
        assertRefused(
                client().send("POST", graph() + "/users/" + ada + "/assignlicense", reader, "{\"addLicenses\":[]}"),
                403,
                "Authorization_RequestDenied");
        String helpdesk = tokenWith(BuiltInRole.HELPDESK, organization());
        assertRefused(client().get(details, helpdesk), 403, "Authorization_RequestDenied");
    }

    private Answer assign(UUID user, String body) {
        return send("POST", graph() + "/users/" + user + "/assignlicense", body);
    }

    private static JsonNode plan(JsonNode license, String id) {
        for (JsonNode plan : license.get("servicePlans")) {
            if (plan.get("servicePlanId").asString().equals(id)) {
                return plan;
            }
        }
        throw new AssertionError("No plan " + id);
    }
}
