package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Secrets;
import io.tenantry.kernel.Ids;
import io.tenantry.microsoft.Connecting;
import io.tenantry.microsoft.MadeTenant;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.tenancy.OrganizationId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two hubs, two processes, two databases: one is killed while it reads its mirror of the other, and loses nothing. */
class MirrorSurvivesTest extends HubTest {
    private static final int PEOPLE = Integer.getInteger("tenantry.test.mirrored", 1_500);
    private static final int PAGE = Math.clamp(PEOPLE / 20, 100, 900);

    @TempDir
    private Path folder;

    private final DatabaseLocation mine = TestPostgres.fresh("mirror");

    private RunningHub start() throws Exception {
        return RunningHub.start(
                folder,
                Map.of(
                        "TENANTRY_MICROSOFT_HOSTS",
                        "127.0.0.1",
                        "TENANTRY_MICROSOFT_PAGESIZE",
                        Integer.toString(PAGE),
                        "TENANTRY_DATABASE_PASSWORD",
                        mine.password()),
                List.of("--database-url", mine.url(), "--database-user", mine.user()));
    }

    /** An organization of the other hub, and a script that may do everything there. */
    private OrganizationId organization(UUID script) {
        String root = MadeTenant.ask(mine, "SELECT organization_id FROM organizations WHERE parent_id IS NULL");
        UUID id = Ids.next();
        MadeTenant.run(
                mine,
                "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, ?::uuid, 'customer', 'Mirror')",
                id,
                root);
        MadeTenant.run(
                mine,
                "INSERT INTO service_accounts (organization_id, id, client_id, secret_hash, display_name, is_unthrottled)"
                        + " VALUES (?, ?, ?, ?, 'Script', true)",
                id,
                script,
                script.toString(),
                Secrets.hash(Estate.SECRET));
        MadeTenant.run(
                mine,
                "INSERT INTO role_assignments (organization_id, id, principal_id, principal_kind, role_id, scope_kind,"
                        + " scope_organization_id) VALUES (?, ?, ?, 'service account', ?, 'subtree', ?)",
                id,
                Ids.next(),
                script,
                BuiltInRole.ADMINISTRATORS.id(),
                id);
        return new OrganizationId(id);
    }

    @Test
    void aHubThatIsKilledGoesOnWhereItWas() throws Exception {
        OrganizationId tenant = Estate.organization(TestOrganizations.root(), "Tenant");
        MadeTenant.fill(TestPostgres.shared(), tenant, PEOPLE);
        UUID app = Estate.application(tenant, BuiltInRole.ADMINISTRATORS);
        String slow =
                "{\"faults\": [{\"kind\": \"slow\", \"delayMillis\": 200}, {\"kind\": \"throttled\", \"percent\": 20,"
                        + " \"retryAfterSeconds\": 0}]}";
        new Client(hubUrl())
                .send("PUT", "/api/v1/organizations/" + tenant + "/emulation", new Client(hubUrl()).tokenOf(app), slow);
        UUID script = Ids.next();
        OrganizationId mirror;
        JsonNode run;
        try (RunningHub hub = start()) {
            mirror = organization(script);
            Connecting connecting = connecting(hub, script);
            connecting.connect(mirror, Connecting.body(hubUrl(), tenant, app));
            run = connecting.begin(mirror, false);
            JsonNode now = run;
            while (now.path("counts").path("pages").asInt() < 3) {
                assertThat(now.path("state").asString()).as(now.toString()).isNotEqualTo("failed");
                now = connecting.run(mirror, run);
            }
            hub.kill();
        }
        int before = read();
        assertThat(before).isBetween(1, PEOPLE - 1);
        // Otherwise another node would wait for two minutes to be sure that this one is gone.
        MadeTenant.run(mine, "UPDATE mirror_runs SET heard_of_at = heard_of_at - interval '3 minutes'");
        try (RunningHub hub = start()) {
            Connecting connecting = connecting(hub, script);
            JsonNode second = connecting.sync(mirror, false);
            assertThat(before + second.path("counts").path("usersRead").asInt()).isEqualTo(PEOPLE);
            assertThat(connecting.run(mirror, run).path("problem").asString()).contains("stopped");
            assertThat(MadeTenant.told(mine, mirror)).isEqualTo(MadeTenant.told(TestPostgres.shared(), tenant));
        }
    }

    private int read() {
        return Integer.parseInt(MadeTenant.ask(mine, "SELECT sum(users_read) FROM mirror_runs"));
    }

    private static Connecting connecting(RunningHub hub, UUID script) {
        String url = hub.address().toString();
        return new Connecting(url, new Client(url).tokenOf(script));
    }
}
