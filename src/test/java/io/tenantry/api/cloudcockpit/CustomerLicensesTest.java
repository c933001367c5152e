package io.tenantry.api.cloudcockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The licences of a customer and of his users. */
class CustomerLicensesTest extends CockpitTest {
    private static final String E3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";

    private UUID ada = new UUID(0, 0);

    @BeforeEach
    void makePeopleAndUnits() {
        ada = Estate.user(customer(), "Ada");
        Estate.run("UPDATE users SET usage_location = 'GB' WHERE id = ?", ada);
        Estate.subscription(customer(), "E3");
    }

    private String query() {
        return "?providerInstanceId=" + instance();
    }

    private String ofUser(UUID user) {
        return "/v1/Customers/" + customer() + "/users/" + user + "/licenses";
    }

    private Answer select(UUID user, String sku, boolean selected) {
        return send("PATCH", ofUser(user), token(), """
                {"providerInstanceId":"%s","licenses":[{"skuId":"%s","isSelected":%s}]}""".formatted(instance(), sku, selected));
    }

    @Test
    void tellsTheUnitsOfACustomer() {
        JsonNode licenses = ok(get("/v1/customers/" + customer() + "/Licenses" + query()));

        assertThat(licenses.toString())
                .isEqualTo("[{\"skuId\":\"" + E3 + "\",\"name\":\"Microsoft 365 E3\",\"availableLicenses\":5,"
                        + "\"isSelected\":false,\"totalLicenses\":5,\"consumedLicenses\":0,\"suspendedLicenses\":0}]");
        assertRefused(get("/v1/Customers/" + customer() + "/licenses"), 400, "providerInstanceId");
        assertRefused(
                get("/v1/Customers/" + customer() + "/licenses?providerInstanceId=" + UUID.randomUUID()),
                400,
                "providerInstanceId");
        assertRefused(
                get("/v1/Customers/" + customer() + "/licenses" + query() + "&resellerId=" + reseller()),
                404,
                "resellerId");
        assertThat(ok(get("/v1/Customers/" + resold() + "/licenses" + query()))).isEmpty();
    }

    @Test
    void givesAndTakesAndAnswersWhatTheUserHolds() {
        JsonNode given = ok(select(ada, E3, true));
        assertThat(given.get(0).get("isSelected").asBoolean()).isTrue();
        assertThat(given.get(0).get("availableLicenses").asInt()).isEqualTo(4);
        assertThat(given.get(0).get("consumedLicenses").asInt()).isEqualTo(1);
        assertThat(ok(get(ofUser(ada) + query()))).isEqualTo(given);
        assertThat(ok(select(ada, E3, true))).isEqualTo(given);

        JsonNode taken = ok(select(ada, E3, false));
        assertThat(taken.get(0).get("isSelected").asBoolean()).isFalse();
        assertThat(taken.get(0).get("availableLicenses").asInt()).isEqualTo(5);
        assertThat(ok(select(ada, E3, false))).isEqualTo(taken);
        assertThat(ok(send(
                        "PATCH",
                        ofUser(ada),
                        token(),
                        "{\"providerInstanceId\":\"" + instance() + "\",\"licenses\":[]}")))
                .isEqualTo(taken);
    }

    @Test
    void refusesInItsOwnWordsAndDoesNothing() {
        UUID noon = Estate.user(customer(), "Noon");
        assertRefused(select(noon, E3, true), 400, "location");
        assertRefused(select(ada, UUID.randomUUID().toString(), true), 400, "licenses");
        assertRefused(select(UUID.randomUUID(), E3, true), 404, null);
        Estate.run(
                "UPDATE subscribed_skus SET enabled = 0 WHERE organization_id = ?",
                customer().value());
        assertRefused(select(ada, E3, true), 400, "licenses");
        for (String body : new String[] {
            "{\"licenses\":[]}",
            "{\"providerInstanceId\":\"%s\"}",
            "{\"providerInstanceId\":\"%s\",\"licenses\":[null]}",
            "{\"providerInstanceId\":\"%s\",\"licenses\":[{\"skuId\":\"" + E3 + "\"}]}",
            "{\"providerInstanceId\":\"%s\",\"licenses\":[{\"isSelected\":true}]}",
            "{\"providerInstanceId\":\"%s\",\"licenses\":[{\"skuId\":\"x\",\"isSelected\":true}]}",
            "{\"providerInstanceId\":\"%s\",\"licenses\":[],\"more\":1}"
        }) {
            Answer answer = send("PATCH", ofUser(ada), token(), body.formatted(instance()));
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.body().get("errors").isNull()).as(body).isFalse();
        }
        assertRefused(
                send(
                        "PATCH",
                        ofUser(ada),
                        token(),
                        "{\"providerInstanceId\":\"" + UUID.randomUUID() + "\",\"licenses\":[]}"),
                400,
                "providerInstanceId");
        assertThat(ok(get(ofUser(ada) + query())).get(0).get("isSelected").asBoolean())
                .isFalse();
        assertBare(
                send(
                        "PATCH",
                        ofUser(ada),
                        tokenWith(BuiltInRole.READERS, customer()),
                        "{\"providerInstanceId\":\"" + instance() + "\",\"licenses\":[]}"),
                403);
    }

    @Test
    void aLicenceThatComesThroughAGroupIsHeldAndCannotBeTakenFromTheUser() {
        UUID team = Estate.group(customer(), "Team");
        Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", team);
        Estate.member(customer(), team, ada, "user");
        Estate.run(
                "INSERT INTO group_licenses (organization_id, group_id, sku_id, assigned_by) VALUES (?, ?, ?::uuid, 'Ada')",
                customer().value(),
                team,
                E3);

        assertThat(ok(get(ofUser(ada) + query())).get(0).get("isSelected").asBoolean())
                .isTrue();
        assertRefused(select(ada, E3, false), 400, "licenses");
    }
}
