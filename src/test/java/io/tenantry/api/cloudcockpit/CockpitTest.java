package io.tenantry.api.cloudcockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** An operator of its own for each test, with a reseller, a customer of each, and a script that may do everything there. */
abstract class CockpitTest extends HubTest {
    private Client client = new Client("");
    private OrganizationId operator = new OrganizationId(Ids.next());
    private OrganizationId reseller = operator;
    private OrganizationId customer = operator;
    private OrganizationId resold = operator;
    private String domain = "";
    private String token = "";

    @BeforeEach
    void makeOperator() {
        client = new Client(hubUrl());
        operator = Estate.partner(TestOrganizations.root(), "Operator " + UUID.randomUUID());
        domain = "d" + operator + ".example";
        domainOf(operator, domain);
        reseller = Estate.reseller(operator, "Northwind");
        customer = Estate.organization(operator, "Contoso");
        resold = Estate.organization(reseller, "Fabrikam");
        domainOf(customer, "c" + customer + ".example");
        token = tokenWith(BuiltInRole.ADMINISTRATORS, operator);
    }

    static void domainOf(OrganizationId organization, String name) {
        Estate.run(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                organization.value(),
                name);
    }

    /** A token of a script that lives in the organization and holds the role there. */
    String tokenWith(BuiltInRole role, OrganizationId where) {
        UUID script = Estate.serviceAccount(where, null);
        Estate.assign(where, script, "service account", role, where);
        return client.tokenOf(script);
    }

    Client client() {
        return client;
    }

    OrganizationId operator() {
        return operator;
    }

    OrganizationId reseller() {
        return reseller;
    }

    /** Of the operator himself. */
    OrganizationId customer() {
        return customer;
    }

    /** Of the reseller. */
    OrganizationId resold() {
        return resold;
    }

    String domain() {
        return domain;
    }

    String token() {
        return token;
    }

    /** The operator's connection to tenants that live in the hub. */
    UUID instance() {
        return instance(operator, "local");
    }

    static UUID instance(OrganizationId operator, String provider) {
        return UUID.fromString(ask("SELECT id FROM provider_instances WHERE organization_id = '" + operator
                        + "' AND provider = '" + provider + "'")
                .getFirst());
    }

    /** The first column of what the owner of the tables is told. */
    static List<String> ask(String sql) {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    Answer get(String path) {
        return send("GET", path, token, null);
    }

    Answer send(String method, String path, @Nullable String bearer, @Nullable String json) {
        return send(method, path, bearer, json, Call.TENANT, domain);
    }

    /** With these header fields and no others: names and values in turn. */
    Answer send(String method, String path, @Nullable String bearer, @Nullable String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hubUrl() + path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build());
    }

    static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    static List<String> names(JsonNode page, String member) {
        List<String> names = new ArrayList<>();
        page.get("items").forEach(item -> names.add(item.get(member).asString()));
        return names;
    }

    /** Refused, naming the property that is wrong where one is. */
    static void assertRefused(Answer answer, int status, @Nullable String property) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        JsonNode error = answer.body();
        assertThat(error.propertyNames())
                .containsExactly("statusCode", "type", "description", "correlationId", "errors");
        assertThat(error.get("statusCode").asInt()).isEqualTo(status);
        assertThat(error.get("type").asString()).isNotBlank();
        assertThat(error.get("description").asString()).isNotBlank();
        assertThat(error.get("correlationId").asString()).isEqualTo(answer.header("X-Correlation-Id"));
        if (property == null) {
            assertThat(error.get("errors").isNull()).isTrue();
        } else {
            JsonNode wrong = error.get("errors").get(0);
            assertThat(wrong.get("propertyName").asString()).isEqualTo(property);
            assertThat(wrong.get("description").get(0).asString()).isNotBlank();
        }
    }

    /** Refused without a word more. */
    static void assertBare(Answer answer, int status) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.raw().body()).isEmpty();
    }
}
