package io.tenantry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call says who makes it, and the answer holds for that moment only. */
class CallersTest extends HubTest {
    private OrganizationId organization = new OrganizationId(Ids.next());
    private OwnApi api = new OwnApi("");

    @BeforeEach
    void makeOrganization() {
        api = new OwnApi(hubUrl());
        organization = Estate.organization(TestOrganizations.root(), "Callers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/permissions",
                "/api/v1/nothing-here",
                "/directory/v1/organizations",
                "/clouduserhub/directory/v1/organizations",
                "/graph/v1/organizations/x/v1.0/users",
                "/%61pi/v1/permissions"
            })
    void withoutATokenNoApiIsOpen(String path) {
        Client.Answer answer = api.client().get(path, null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"tenantry\"");
    }

    @Test
    void aTokenThatIsNotOursIsTold() {
        String token = api.tokenOfNew(organization, BuiltInRole.READERS, organization);
        String[] parts = token.split("\\.", -1);
        String forged = parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse();
        String unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0." + parts[1] + ".";
        for (String wrong : new String[] {forged, unsigned, "x", "a.b.c", "", "x".repeat(9_000)}) {
            Client.Answer answer = api.client().get("/api/v1/permissions", wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"tenantry\"");
        }
        assertThat(api.client().get("/api/v1/permissions", token).status()).isEqualTo(200);
    }

    @Test
    void aDisabledServiceAccountIsNobodyWithinASecond() {
        UUID account = Estate.serviceAccount(organization, null);
        Estate.assign(organization, account, "service account", BuiltInRole.READERS, organization);
        String token = api.client().tokenOf(account);
        assertThat(api.seesRoles(token, organization)).isTrue();
        Estate.run("UPDATE service_accounts SET is_enabled = false WHERE id = ?", account);
        OwnApi.withinASecond(
                () -> api.client().get("/api/v1/permissions", token).status() == 401);
    }

    @Test
    void thePeopleOfADeletedOrganizationAreNobody() {
        String token = api.tokenOfNew(organization, BuiltInRole.READERS, organization);
        assertThat(api.client().get("/api/v1/permissions", token).status()).isEqualTo(200);
        Estate.run("UPDATE organizations SET deleted_at = now() WHERE organization_id = ?", organization.value());
        OwnApi.withinASecond(
                () -> api.client().get("/api/v1/permissions", token).status() == 401);
    }

    @Test
    void aRoleTakenAwayIsGoneWithinASecond() {
        UUID account = Estate.serviceAccount(organization, null);
        UUID assignment = Estate.assign(organization, account, "service account", BuiltInRole.READERS, organization);
        String token = api.client().tokenOf(account);
        assertThat(api.seesRoles(token, organization)).isTrue();
        Estate.run("DELETE FROM role_assignments WHERE id = ?", assignment);
        OwnApi.withinASecond(() -> !api.seesRoles(token, organization));
    }

    @Test
    void aChangeOverTheApiHoldsForTheVeryNextCall() {
        String admin = api.tokenOfNew(TestOrganizations.root(), BuiltInRole.ADMINISTRATORS, TestOrganizations.root());
        UUID account = Estate.serviceAccount(organization, null);
        String token = api.client().tokenOf(account);
        assertThat(api.seesRoles(token, organization)).isFalse();
        Client.Answer given = api.assign(admin, organization, account, BuiltInRole.READERS, organization);
        assertThat(given.status()).isEqualTo(201);
        assertThat(api.seesRoles(token, organization)).isTrue();
        UUID assignment = UUID.fromString(given.body().get("id").asString());
        assertThat(api.unassign(admin, organization, assignment).status()).isEqualTo(204);
        assertThat(api.seesRoles(token, organization)).isFalse();
    }

    @Test
    void anOldSecretStopsWorkingWhenANewOneIsMade() {
        String admin = api.tokenOfNew(TestOrganizations.root(), BuiltInRole.ADMINISTRATORS, TestOrganizations.root());
        String path = OwnApi.organization(organization) + "/service-accounts";
        Client.Answer made = api.client().send("POST", path, admin, "{\"displayName\": \"Nightly\"}");
        assertThat(made.status()).isEqualTo(201);
        String id = made.body().get("clientId").asString();
        assertThat(tokenStatus(id, made.body().get("clientSecret").asString())).isEqualTo(200);
        Client.Answer renewed = api.client().send("POST", path + "/" + id + "/secret", admin, null);
        assertThat(tokenStatus(id, made.body().get("clientSecret").asString())).isEqualTo(401);
        assertThat(tokenStatus(id, renewed.body().get("clientSecret").asString()))
                .isEqualTo(200);
    }

    private int tokenStatus(String id, String secret) {
        return api.client()
                .post(
                        "/oauth2/token",
                        List.of("Authorization", Client.basic(id, secret)),
                        "grant_type",
                        "client_credentials")
                .status();
    }

    @Test
    void whatABodyLacksIsNamed() {
        String admin = api.tokenOfNew(TestOrganizations.root(), BuiltInRole.ADMINISTRATORS, TestOrganizations.root());
        String roles = OwnApi.organization(organization) + "/roles";
        assertMalformed(api.client().send("POST", roles, admin, "{\"permissions\": []}"), "name");
        assertMalformed(
                api.client().send("POST", roles, admin, "{\"name\": \"x\", \"permissions\": [null]}"), "permissions");
        assertMalformed(
                api.client().send("POST", roles, admin, "{\"name\": \"x\", \"permissions\": [\"user.fly\"]}"),
                "permissions");
        String assignments = OwnApi.organization(organization) + "/role-assignments";
        assertMalformed(
                api.client().send("POST", assignments, admin, """
                        {"principalId": "%s", "roleId": "%s", "scope": {"kind": "moon", "organizationId": "%s"}}
                        """.formatted(
                                Ids.next(), BuiltInRole.READERS.id(), organization)),
                "principalId",
                "scope.kind");
        assertMalformed(
                api.client().send("POST", assignments, admin, """
                        {"principalId": "%s", "roleId": "%s",
                         "scope": {"kind": "moon", "organizationId": "%s", "excluded": ["%s"]}}
                        """.formatted(
                                Ids.next(), BuiltInRole.READERS.id(), organization, Ids.next())),
                "scope.kind");
    }

    private static void assertMalformed(Client.Answer answer, String... targets) {
        assertThat(answer.status()).as(answer.body().toString()).isIn(400, 404);
        assertThat(targets).contains(answer.body().get("target").asString());
    }
}
