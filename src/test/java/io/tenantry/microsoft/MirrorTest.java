package io.tenantry.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A hub keeps a mirror of a tenant over HTTP; another organization of the same hub stands in for Microsoft. */
class MirrorTest extends HubTest {
    private static final int PEOPLE = Integer.getInteger("tenantry.test.mirrored", 1_200);

    private final DatabaseLocation database = TestPostgres.shared();
    private OrganizationId tenant = new OrganizationId(Ids.next());
    private OrganizationId mirror = new OrganizationId(Ids.next());
    private String token = "";
    private UUID script = new UUID(0, 0);
    private Connecting connecting = new Connecting("", "");

    @BeforeEach
    void connect() {
        tenant = Estate.organization(TestOrganizations.root(), "Tenant");
        mirror = Estate.organization(TestOrganizations.root(), "Mirror");
        script = script(tenant);
        token = new Client(hubUrl()).tokenOf(script(mirror));
        connecting = new Connecting(hubUrl(), token);
    }

    private static UUID script(OrganizationId organization) {
        UUID script = Estate.application(organization, BuiltInRole.ADMINISTRATORS);
        return script;
    }

    private void assertMirrored() {
        assertThat(MadeTenant.told(database, mirror)).isEqualTo(MadeTenant.told(database, tenant));
    }

    private void faults(String json) {
        Answer set = new Client(hubUrl())
                .send(
                        "PUT",
                        "/api/v1/organizations/" + tenant + "/emulation",
                        new Client(hubUrl()).tokenOf(script),
                        "{\"faults\":" + json + "}");
        assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
    }

    @Test
    void everythingIsMirroredAndThenOnlyWhatChanged() {
        MadeTenant.fill(database, tenant, PEOPLE);
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, script));
        JsonNode first = connecting.sync(mirror, false);
        assertThat(first.path("isFull").asBoolean()).isTrue();
        assertThat(first.path("counts").path("usersCreated").asInt()).isEqualTo(PEOPLE);
        assertMirrored();

        JsonNode idle = connecting.sync(mirror, false);
        assertThat(idle.path("isFull").asBoolean()).isFalse();
        assertThat(idle.path("counts").path("usersChanged").asInt()).isZero();
        assertThat(idle.path("counts").path("usersCreated").asInt()).isZero();

        MadeTenant.change(database, tenant);
        JsonNode delta = connecting.sync(mirror, false);
        assertThat(delta.path("counts").path("usersRead").asInt()).isBetween(1, PEOPLE / 2 + 200);
        assertMirrored();
        JsonNode connection = connecting.get(mirror, "/microsoft").body();
        assertThat(connection.path("lagSeconds").asLong()).isBetween(0L, 120L);
        assertThat(connection.toString()).doesNotContain(Estate.SECRET);
    }

    @Test
    void aStormOfFaultsLosesNothingAndDoublesNothing() {
        MadeTenant.fill(database, tenant, PEOPLE / 2);
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, script));
        faults("""
                [{"kind": "throttled", "percent": 25, "retryAfterSeconds": 0}, {"kind": "unavailable", "percent": 10},
                 {"kind": "cut", "percent": 10}, {"kind": "slow", "percent": 10, "delayMillis": 50}]""");
        connecting.sync(mirror, false);
        MadeTenant.change(database, tenant);
        connecting.sync(mirror, false);
        faults("[]");
        connecting.sync(mirror, false);
        assertMirrored();
    }

    @Test
    void whatIsReadAnewFindsWhoIsGone() {
        MadeTenant.fill(database, tenant, 60);
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, script));
        connecting.sync(mirror, false);
        UUID ghost = Estate.user(mirror, "Ghost");
        Estate.run("UPDATE users SET valid_from = now() - interval '1 hour' WHERE id = ?", ghost);
        MadeTenant.run(
                database,
                "DELETE FROM memberships WHERE organization_id = ? AND group_id IN (SELECT id FROM groups"
                        + " WHERE organization_id = ? AND display_name = 'Team 5')",
                tenant.value(),
                tenant.value());
        JsonNode run = connecting.sync(mirror, true);
        assertThat(run.path("isFull").asBoolean()).isTrue();
        assertThat(run.path("counts").path("usersRemoved").asInt()).isEqualTo(1);
        assertMirrored();
    }

    @Test
    void ownChangesAreInTheMirrorAtOnceAndAtMicrosoft() {
        MadeTenant.fill(database, tenant, 10);
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, script));
        connecting.sync(mirror, false);
        String path = "/api/v1/organizations/" + mirror + "/users";
        Client client = new Client(hubUrl());
        Answer made = client.send("POST", path, token, """
                {"userPrincipalName": "grace@noon%s.example", "displayName": "Grace", "usageLocation": "SE",
                 "password": "rowing-Tulip-orbit-77"}""".formatted(tenant));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertMirrored();
        String grace = path + "/" + made.body().path("id").asString();
        assertThat(client.send("PATCH", grace, token, "{\"jobTitle\": \"Admiral\"}")
                        .status())
                .isEqualTo(200);
        assertMirrored();
        assertThat(client.send("DELETE", grace, token, null).status()).isEqualTo(204);
        assertMirrored();
        connecting.sync(mirror, false);
        assertMirrored();
        assertThat(MadeTenant.ask(
                        database, "SELECT count(*) FROM credentials WHERE organization_id = ?", mirror.value()))
                .isEqualTo("0");
    }

    @Test
    void aCredentialThatMicrosoftDoesNotTakeIsRefusedAndAnotherHostIsToo() {
        Answer wrong = connecting.send(
                "POST",
                mirror,
                "",
                Connecting.body(hubUrl(), tenant, script).replace(Estate.SECRET, "another secret altogether"));
        assertThat(wrong.status()).as(wrong.body().toString()).isEqualTo(400);
        assertThat(wrong.body().toString()).contains("no token");
        Answer elsewhere = connecting.send(
                "POST", mirror, "", Connecting.body(hubUrl(), tenant, script).replace("127.0.0.1", "internal.example"));
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(connecting.get(mirror, "").body().path("items")).isEmpty();
    }

    @Test
    void consentThatIsMissingIsNamed() {
        MadeTenant.fill(database, tenant, 3);
        UUID weak = Estate.serviceAccount(tenant, null);
        Estate.assign(tenant, weak, "service account", BuiltInRole.GROUP_ADMINISTRATORS, tenant);
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, weak));
        JsonNode test = connecting.send("POST", mirror, "/microsoft/test", "{}").body();
        assertThat(test.path("works").asBoolean()).isFalse();
        assertThat(test.path("missing").toString())
                .contains("LicenseAssignment.Read.All", "Domain.Read.All", "AuditLog.Read.All", "Reports.Read.All")
                .doesNotContain("Group.Read.All");
        Answer renewed = connecting.send(
                "PATCH",
                mirror,
                "/microsoft",
                "{\"clientId\": \"" + script + "\", \"secret\": \"" + Estate.SECRET + "\"}");
        assertThat(renewed.status()).as(renewed.body().toString()).isEqualTo(200);
        test = connecting.send("POST", mirror, "/microsoft/test", "{}").body();
        assertThat(test.path("works").asBoolean()).as(test.toString()).isTrue();
    }
}
