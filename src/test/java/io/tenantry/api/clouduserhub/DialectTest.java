package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** A customer organization of its own for each test, with a domain and a script that may do everything there. */
abstract class DialectTest extends HubTest {
    private Client client = new Client("");
    private OrganizationId organization = new OrganizationId(Ids.next());
    private String domain = "";
    private String token = "";

    @BeforeEach
    void makeCustomer() {
        client = new Client(hubUrl());
        organization = customer();
        domain = "d" + organization.value() + ".example";
        Estate.run(
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                organization.value(),
                domain);
        token = tokenWith(BuiltInRole.ADMINISTRATORS, organization);
    }

    OrganizationId organization() {
        return organization;
    }

    String domain() {
        return domain;
    }

    Client client() {
        return client;
    }

    static OrganizationId customer() {
        return Estate.organization(TestOrganizations.root(), "Contoso");
    }

    /** A token of a script that lives in the organization and holds the role there. */
    String tokenWith(BuiltInRole role, OrganizationId where) {
        return client.tokenOf(Estate.application(where, role));
    }

    String token() {
        return token;
    }

    /** Graph's own service root of the organization. */
    String graph() {
        return graph(organization);
    }

    static String graph(OrganizationId of) {
        return "/graph/v1/organizations/" + of + "/v1.0";
    }

    Answer get(String path) {
        return client.get(path, token);
    }

    Answer send(String method, String path, String json) {
        return client.send(method, path, token, json);
    }

    Answer send(String method, String path) {
        return client.send(method, path, token, null);
    }

    /** A user made straight in the database; his name becomes his UPN too. */
    UUID person(String name) {
        UUID id = Estate.user(organization, name);
        Estate.run("UPDATE users SET upn = ? WHERE id = ?", name.replace(" ", ".") + "@" + domain, id);
        return id;
    }

    /** Group ids in this dialect are object ids; those of groups made here are the same. */
    UUID securityGroup(String name) {
        UUID id = Estate.group(organization, name);
        Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", id);
        return id;
    }

    static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        JsonNode error = answer.body().get("error");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("message").asString()).isNotBlank();
        assertThat(error.get("innerError").get("request-id").asString()).isEqualTo(answer.header("request-id"));
        assertThat(error.get("innerError").get("date").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }
}
