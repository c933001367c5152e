package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Subscriptions as a partner's flow sees them. */
class PartnerSubscriptionsTest extends DialectTest {
    private OrganizationId reseller = new OrganizationId(new UUID(0, 0));
    private OrganizationId customer = new OrganizationId(new UUID(0, 0));
    private UUID subscription = new UUID(0, 0);
    private final UUID tenant = UUID.randomUUID();
    private String partner = "";

    @BeforeEach
    void makeResellerAndCustomer() {
        reseller = Estate.reseller(TestOrganizations.root(), "Reseller");
        customer = Estate.organization(reseller, "Fabrikam");
        Estate.run(
                "UPDATE organizations SET microsoft_tenant_id = ? WHERE organization_id = ?", tenant, customer.value());
        subscription = Estate.subscription(customer, "E3 for Fabrikam");
        partner = tokenWith(BuiltInRole.ADMINISTRATORS, reseller);
    }

    private String path(OrganizationId of, Object to, Object with) {
        return "/partnercenter/v1/partners/" + of + "/organizations/" + to + "/v1.0/customers/" + with
                + "/subscriptions";
    }

    private String path() {
        return path(reseller, customer, tenant);
    }

    private Answer change(String body) {
        return client().send("PATCH", path() + "/" + subscription, partner, body);
    }

    @Test
    void listsWhatACustomerHasBought() {
        Answer answer = client().get(path(), partner);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("totalCount").asInt()).isEqualTo(1);
        assertThat(answer.body().get("attributes").get("objectType").asString()).isEqualTo("Collection");
        JsonNode item = answer.body().get("items").get(0);
        assertThat(item.get("id").asString()).isEqualTo(subscription.toString());
        assertThat(item.get("friendlyName").asString()).isEqualTo("E3 for Fabrikam");
        assertThat(item.get("quantity").asInt()).isEqualTo(5);
        assertThat(item.get("unitType").asString()).isEqualTo("Licenses");
        assertThat(item.get("status").asString()).isEqualTo("active");
        assertThat(item.get("autoRenewEnabled").asBoolean()).isTrue();
        assertThat(item.get("billingType").asString()).isEqualTo("license");
        assertThat(item.get("contractType").asString()).isEqualTo("subscription");
        assertThat(item.get("attributes").get("objectType").asString()).isEqualTo("Subscription");
        assertThat(item.get("links").get("self").get("uri").asString())
                .isEqualTo("/customers/" + tenant + "/subscriptions/" + subscription);
        assertThat(item.propertyNames())
                .contains(
                        "entitlementId",
                        "orderId",
                        "creationDate",
                        "effectiveStartDate",
                        "commitmentEndDate",
                        "links",
                        "attributes");
        assertThat(client().get("/clouduserhub" + path(), partner).body()).isEqualTo(answer.body());
    }

    @Test
    void theChangedQuantityIsTheCustomersUnitsAtOnce() {
        Answer answer = change("{\"quantity\":8}");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("quantity").asInt()).isEqualTo(8);
        assertThat(client().get(graph(customer) + "/subscribedSkus", partner)
                        .body()
                        .get("value")
                        .get(0)
                        .get("prepaidUnits")
                        .get("enabled")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    void anEtagThatIsNoLongerThatOfTheSubscriptionIs412() {
        String etag = client().get(path(), partner)
                .body()
                .get("items")
                .get(0)
                .get("attributes")
                .get("etag")
                .asString();
        assertThat(ifMatch(etag, 6).status()).isEqualTo(200);
        assertRefused(ifMatch(etag, 7), 412, "PreconditionFailed");
        assertRefused(ifMatch("\"nothing of ours\"", 7), 412, "PreconditionFailed");
        assertThat(ifMatch("*", 7).body().get("quantity").asInt()).isEqualTo(7);
    }

    @Test
    void refusesQuantitiesThatCannotBe() {
        UUID ada = Estate.user(customer, "Ada");
        UUID grace = Estate.user(customer, "Grace");
        for (UUID user : new UUID[] {ada, grace}) {
            Estate.run("UPDATE users SET usage_location = 'US' WHERE id = ?", user);
            Estate.run(
                    "INSERT INTO license_paths (organization_id, user_id, sku_id, via)"
                            + " VALUES (?, ?, '05e9a617-0261-4cee-bb44-138d3ef5d965', ?)",
                    customer.value(),
                    user,
                    user);
        }
        for (String body : new String[] {
            "{\"quantity\":1}", "{\"quantity\":0}", "{\"quantity\":-3}", "{\"quantity\":\"7\"}", "{\"quantity\":2.5}",
            "{\"quantity\":99999999999}", "{}", "{\"quantity\":null}", "{\"status\":\"expired\"}", "{\"offerId\":\"x\"}"
        }) {
            assertRefused(change(body), 400, "BadRequest");
        }
        assertThat(change("{\"quantity\":2}").status()).isEqualTo(200);
    }

    @Test
    void aWrongPartnerCustomerOrTenantIsToldApart() {
        OrganizationId elsewhere = Estate.reseller(TestOrganizations.root(), "Elsewhere");
        assertRefused(client().get(path(elsewhere, customer, tenant), partner), 403, "Forbidden");
        assertRefused(client().get(path(reseller, organization(), tenant), partner), 403, "Forbidden");
        assertRefused(client().get(path(reseller, customer, UUID.randomUUID()), partner), 404, "NotFound");
        assertRefused(client().get(path(reseller, customer, "x"), partner), 400, "BadRequest");
        String reader = tokenWith(BuiltInRole.READERS, reseller);
        assertThat(client().get(path(), reader).status()).isEqualTo(200);
        assertRefused(
                client().send("PATCH", path() + "/" + subscription, reader, "{\"quantity\":8}"), 403, "Forbidden");
    }

    private Answer ifMatch(String etag, int quantity) {
        return client().send(HttpRequest.newBuilder(URI.create(hubUrl() + path() + "/" + subscription))
                .header("Authorization", "Bearer " + partner)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"quantity\":" + quantity + "}"))
                .build());
    }
}
