package io.tenantry.api.cloudcockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An operator's customers: listed, made, named otherwise and deleted, by the operator and by a reseller. */
class CustomersTest extends CockpitTest {
    private static final String CUSTOMERS = "/v1/Customers";
    private static final String NAME = "companyName";

    private static ObjectNode tailspin() {
        return (ObjectNode) JsonMapper.shared().readTree("""
                {"companyName": "Tailspin Toys", "taxId": "SE556677889901", "country": "SE", "addressLine1": "Storgatan 1",
                 "addressLine2": "2 tr", "city": "Lund", "state": "Skåne", "zip": "222 22", "firstName": "Ada",
                 "middleName": "King", "lastName": "Lovelace", "email": "ada@tailspin.example", "phone": "+46 8 123",
                 "internalIdentifier": "K-1001"}
                """);
    }

    private Answer create(String token, ObjectNode body) {
        return send("POST", CUSTOMERS, token, body.toString());
    }

    private List<String> listed(String token, String query) {
        return names(ok(send("GET", CUSTOMERS + query, token, null)), NAME);
    }

    @Test
    void aNewCustomerIsKeptWithEverythingThatIsKnownOfHim() {
        Answer created = create(token(), tailspin());

        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String id = created.body().get("id").asString();
        assertThat(created.header("Location")).endsWith(CUSTOMERS + "/" + id);
        tailspin()
                .properties()
                .forEach(member -> assertThat(created.body().get(member.getKey()))
                        .as(member.getKey())
                        .isEqualTo(member.getValue()));
        assertThat(created.body().get("resellerId").isNull()).isTrue();
        assertThat(created.body().get("providerCustomers").toString())
                .isEqualTo("[{\"providerInstanceId\":\"" + instance() + "\",\"providerCustomerId\":\"" + id
                        + "\",\"domain\":null}]");
        assertThat(ok(get(CUSTOMERS + "/" + id))).isEqualTo(created.body());
        assertThat(ok(get("/cloudcockpit/V1/CUSTOMERS/" + id))).isEqualTo(created.body());
        assertThat(ask("SELECT action FROM audit_events WHERE organization_id = '" + id + "' ORDER BY id"))
                .containsExactlyInAnyOrder("organization.create", "organization.contact.change");
        assertThat(ok(get("/v1/Customers/" + id + "/users?providerInstanceId=" + instance()))
                        .get("totalCount")
                        .asInt())
                .isZero();
    }

    @Test
    void aBodyThatLacksSomethingOrHasMoreIsRefusedByName() {
        for (String member : List.of(
                NAME, "country", "addressLine1", "city", "state", "zip", "firstName", "lastName", "email", "phone")) {
            ObjectNode body = tailspin();
            body.remove(member);
            assertRefused(create(token(), body), 400, member);
            if (!member.equals(NAME)) {
                assertRefused(create(token(), tailspin().put(member, " ")), 400, member);
            }
        }
        assertRefused(create(token(), tailspin().put("country", "ZZ")), 400, "country");
        assertRefused(create(token(), tailspin().put("email", "ada")), 400, "email");
        assertRefused(create(token(), tailspin().put("zip", "1".repeat(31))), 400, "zip");
        assertRefused(create(token(), tailspin().put("phone", "1".repeat(31))), 400, "phone");
        assertRefused(create(token(), tailspin().put("companyName", " ")), 400, NAME);
        assertRefused(
                create(token(), tailspin().put("internalIdentifier", "k".repeat(256))), 400, "internalIdentifier");
        assertRefused(create(token(), tailspin().put("resellerId", "x")), 400, "resellerId");
        assertRefused(create(token(), tailspin().put("vatNumber", "1")), 400, "vatNumber");
        assertRefused(send("POST", CUSTOMERS, token(), "{"), 400, null);
        ObjectNode lower = tailspin();
        lower.set("COMPANYNAME", lower.remove(NAME));
        assertThat(create(token(), lower.put("country", "se")).status()).isEqualTo(201);
    }

    @Test
    void aCustomerOfAResellerIsMadeByEitherAndSeenByBoth() {
        OrganizationId other = Estate.reseller(operator(), "Litware");
        String reseller = tokenWith(BuiltInRole.ADMINISTRATORS, reseller());

        Answer own = create(reseller, tailspin());
        assertThat(own.status()).as(own.body().toString()).isEqualTo(201);
        assertThat(own.body().get("resellerId").asString()).isEqualTo(reseller().toString());
        assertThat(own.body()
                        .get("customerAssociations")
                        .get(0)
                        .get("resellerId")
                        .asString())
                .isEqualTo(reseller().toString());
        Answer given = create(
                token(),
                tailspin().put(NAME, "Wingtip").put("resellerId", reseller().toString()));
        assertThat(given.body().get("resellerId").asString())
                .isEqualTo(reseller().toString());

        assertThat(listed(reseller, "")).containsExactly("Fabrikam", "Tailspin Toys", "Wingtip");
        assertThat(listed(token(), "")).containsExactly("Contoso", "Fabrikam", "Tailspin Toys", "Wingtip");
        assertThat(listed(token(), "?resellerId=" + reseller()))
                .containsExactly("Fabrikam", "Tailspin Toys", "Wingtip");
        assertThat(listed(token(), "?resellerId=" + other)).isEmpty();
        assertBare(send("GET", CUSTOMERS + "?resellerId=" + other, reseller, null), 403);
        assertBare(create(reseller, tailspin().put("resellerId", other.toString())), 403);
        assertRefused(get(CUSTOMERS + "?resellerId=" + customer()), 404, "resellerId");
        assertRefused(create(token(), tailspin().put("resellerId", customer().toString())), 404, "resellerId");
        assertBare(send("GET", CUSTOMERS + "/" + customer(), reseller, null), 403);
        assertThat(ok(send("GET", CUSTOMERS + "/" + resold(), reseller, null))
                        .get(NAME)
                        .asString())
                .isEqualTo("Fabrikam");
        assertThat(ok(get(CUSTOMERS + "/" + resold() + "?resellerId=" + reseller()))
                        .get(NAME)
                        .asString())
                .isEqualTo("Fabrikam");
        assertRefused(get(CUSTOMERS + "/" + resold() + "?resellerId=" + other), 404, "resellerId");
        // Who may see all but lives with the reseller still sees the reseller's alone.
        UUID script = Estate.serviceAccount(reseller(), null);
        Estate.assign(reseller(), script, "service account", BuiltInRole.ADMINISTRATORS, operator());
        assertThat(listed(client().tokenOf(script), ""))
                .doesNotContain("Contoso")
                .contains("Fabrikam");
    }

    @Test
    void findsSortsAndPages() {
        create(token(), tailspin());
        UUID tenant = UUID.randomUUID();
        Estate.run(
                "UPDATE organizations SET microsoft_tenant_id = ? WHERE organization_id = ?", tenant, resold().value());

        assertThat(listed(token(), "?searchValue=TOSO")).containsExactly("Contoso");
        assertThat(listed(token(), "?searchValue=k-10&searchField=internalidentifier"))
                .containsExactly("Tailspin Toys");
        assertThat(listed(token(), "?searchValue=c" + customer() + "&searchField=Domain"))
                .containsExactly("Contoso");
        assertThat(listed(token(), "?searchValue=" + tenant + "&searchField=ProviderCustomerId"))
                .containsExactly("Fabrikam");
        assertThat(listed(token(), "?searchValue=K-10")).isEmpty();
        assertThat(listed(token(), "?sortPropertyName=Company.Name&ascendingOrder=false"))
                .containsExactly("Tailspin Toys", "Fabrikam", "Contoso");
        JsonNode page = ok(get(CUSTOMERS + "?pageSize=2&PageNumber=2"));
        assertThat(names(page, NAME)).containsExactly("Tailspin Toys");
        assertThat(page.get("totalCount").asInt()).isEqualTo(3);
        assertThat(page.get("totalPages").asInt()).isEqualTo(2);
        assertThat(page.get("hasPreviousPage").asBoolean()).isTrue();
        assertRefused(get(CUSTOMERS + "?searchField=City"), 400, "searchField");
        assertRefused(get(CUSTOMERS + "?sortPropertyName=Domain"), 400, "sortPropertyName");
        assertRefused(get(CUSTOMERS + "?seekOperation=Last"), 400, "seekOperation");
        assertRefused(get(CUSTOMERS + "?includeDeleted=maybe"), 400, "includeDeleted");
    }

    @Test
    void theOperatorDeletesACustomerWithHisPeopleAndAResellerDoesNot() {
        Estate.user(resold(), "Grace");
        String path = CUSTOMERS + "/" + resold();
        assertBare(send("DELETE", path, tokenWith(BuiltInRole.ADMINISTRATORS, reseller()), null), 403);

        Answer deleted = send("DELETE", path, token(), null);

        assertThat(deleted.status()).as(deleted.raw().body()).isEqualTo(202);
        assertRefused(get(path), 404, "customerId");
        assertRefused(send("DELETE", path, token(), null), 404, "customerId");
        assertThat(listed(token(), "")).containsExactly("Contoso", "Fabrikam");
        assertThat(listed(token(), "?includeDeleted=false")).containsExactly("Contoso");
        assertThat(ok(get(CUSTOMERS)).get("items").get(1).get("deletedOn").isNull())
                .isFalse();
        assertRefused(send("DELETE", CUSTOMERS + "/" + reseller(), token(), null), 404, "customerId");
    }

    @Test
    void theIdentifierInTheSellersBooksIsChangedAndItsPastIsKept() {
        String path = CUSTOMERS + "/" + customer() + "/internal-identifier";
        String correlation = "books-" + UUID.randomUUID();
        Answer changed = send(
                "PATCH",
                path,
                token(),
                "{\"internalIdentifier\":\"K-7\"}",
                Call.TENANT,
                domain(),
                "X-Correlation-Id",
                correlation);

        assertThat(changed.status()).as(changed.raw().body()).isEqualTo(204);
        assertThat(ok(get(CUSTOMERS + "/" + customer()))
                        .get("internalIdentifier")
                        .asString())
                .isEqualTo("K-7");
        assertThat(ask("SELECT after FROM audit_events WHERE correlation_id = '" + correlation + "'"))
                .containsExactly("{\"internalIdentifier\": \"K-7\"}");
        assertThat(send("PATCH", path, token(), "{\"InternalIdentifier\":null}").status())
                .isEqualTo(204);
        assertThat(ok(get(CUSTOMERS + "/" + customer()))
                        .get("internalIdentifier")
                        .isNull())
                .isTrue();
        assertThat(ask("SELECT internal_identifier FROM organization_contacts_history WHERE organization_id = '"
                        + customer() + "'"))
                .containsExactly("K-7");
        assertRefused(
                send("PATCH", path, token(), "{\"internalIdentifier\":\"" + "k".repeat(256) + "\"}"),
                400,
                "internalIdentifier");
        assertRefused(send("PATCH", path, token(), "{\"identifier\":\"K\"}"), 400, "identifier");
        assertRefused(
                send("PATCH", path, token(), "{\"internalIdentifier\":\"K\",\"resellerId\":\"" + reseller() + "\"}"),
                404,
                "resellerId");
        assertBare(
                send("PATCH", path, tokenWith(BuiltInRole.READERS, customer()), "{\"internalIdentifier\":\"K\"}"), 403);
    }

    @Test
    void resellersAreListedAndShown() {
        JsonNode page = ok(get("/v1/resellers?searchValue=north"));
        assertThat(names(page, NAME)).containsExactly("Northwind");
        assertThat(ok(get("/v1/Resellers/" + reseller())))
                .isEqualTo(page.get("items").get(0));
        assertRefused(get("/v1/Resellers/" + customer()), 404, "resellerId");
        assertBare(get("/v1/Resellers/" + UUID.randomUUID()), 403);
        assertRefused(get("/v1/Resellers/x"), 400, "resellerId");
        assertThat(names(ok(send("GET", "/v1/Resellers", tokenWith(BuiltInRole.READERS, reseller()), null)), NAME))
                .isEmpty();
    }

    @Test
    void theConnectionsOfTheOperatorAreListedForWhoeverBelongsToHim() {
        String powerless = client().tokenOf(Estate.serviceAccount(resold(), null));
        JsonNode page = ok(send("GET", "/v1/providers/instances", powerless, null));

        assertThat(names(page, "instanceProviderId")).containsExactly("local", "microsoft");
        JsonNode local = page.get("items").get(0);
        assertThat(local.propertyNames())
                .containsExactly(
                        "id",
                        "alias",
                        "instanceProviderId",
                        "imageUrl",
                        "offerTypes",
                        "supportedCountries",
                        "providerData",
                        "provider");
        assertThat(local.get("id").asString()).isEqualTo(instance().toString());
        assertThat(page.get("totalCount").asInt()).isEqualTo(2);
        JsonNode second = ok(get("/v1/Providers/Instances?pageSize=1&pageNumber=2"));
        assertThat(names(second, "instanceProviderId")).containsExactly("microsoft");
        assertThat(second.get("hasPreviousPage").asBoolean()).isTrue();
        assertRefused(get("/v1/Providers/Instances?pageSize=0"), 400, "pageSize");
        assertRefused(
                send("GET", "/v1/Providers/Instances", powerless, null, Call.TENANT, "nobody.example"),
                400,
                Call.TENANT);
    }
}
