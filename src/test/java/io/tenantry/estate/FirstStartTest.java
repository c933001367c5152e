package io.tenantry.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.HubTest;
import io.tenantry.TestDatabase;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Secrets;
import io.tenantry.audit.AuditTrail;
import io.tenantry.credentials.Passwords;
import io.tenantry.estate.internal.DemoFile;
import io.tenantry.estate.internal.RootRows;
import io.tenantry.kernel.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;

class FirstStartTest extends HubTest {
    private static final FirstStartSettings SETTINGS = new FirstStartSettings("Operator", "admin@operator.example");

    private static final String PASSWORD = "violet tractor humming eleven";

    @Autowired
    private Passwords passwords;

    @Autowired
    private AuditTrail audit;

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void open(TestInfo test) {
        // Each test begins with an empty hub.
        database = new TestDatabase(
                "first_start_" + Integer.toHexString(test.getDisplayName().hashCode()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesAnEmptyHubARootAndAnAdministrator() throws SQLException {
        start(false);
        assertThat(database.ask("SELECT name FROM organizations WHERE parent_id IS NULL"))
                .isEqualTo("Operator");
        assertThat(database.ask("SELECT administrators_remain('" + BuiltInRole.ADMINISTRATORS.id() + "')"))
                .isEqualTo("t");
        assertThat(database.ask("SELECT name_ci FROM logon_names")).isEqualTo("admin@operator.example");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void makesTheGroupsThatPlatformsExpectByName() throws SQLException {
        start(false);
        assertThat(database.ask(
                        "SELECT string_agg(display_name, ' ' ORDER BY display_name) FROM groups WHERE is_system"))
                .isEqualTo("ArtifactDevelopers ClusterAdministrators DataAccessConsumers HubAdministrators HubUsers"
                        + " PublishedLibraryConsumer");
        assertThat(database.ask("""
                        SELECT string_agg(g.display_name, ' ' ORDER BY g.display_name) FROM memberships m
                        JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id
                        JOIN users u ON u.organization_id = m.organization_id AND u.id = m.member_id
                        WHERE u.upn LIKE 'admin@%'""")).isEqualTo("HubAdministrators HubUsers");
        assertThat(database.ask("SELECT display_name FROM groups g JOIN role_assignments a ON a.principal_id = g.id"))
                .isEqualTo("HubAdministrators");
        start(false);
        assertThat(database.ask("SELECT count(*) FROM groups")).isEqualTo("6");
    }

    @Test
    void changesNothingAtTheNextStart() throws SQLException {
        start(false);
        String before = database.ask("SELECT password_hash FROM credentials");
        start(false);
        assertThat(database.ask("SELECT password_hash FROM credentials")).isEqualTo(before);
        assertThat(database.ask("SELECT count(*) FROM users")).isEqualTo("1");
    }

    @Test
    void completesAStartThatWasBrokenOff() throws SQLException {
        try (Connection owner = database.owner()) {
            RootRows.insert(owner, "Operator", "operator.example", false);
        }
        start(false);
        assertThat(database.ask("SELECT count(*) FROM credentials")).isEqualTo("1");
    }

    @Test
    void writesEverythingAClientNeedsToTryTheDemo() throws Exception {
        start(true);
        Path file = folder.resolve("demo.env");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readAllLines(file)).allMatch(line -> line.matches("[A-Z_]+='[^']+'"));
        Map<String, String> values = DemoFile.read(file);
        assertThat(values)
                .containsOnlyKeys(
                        "HUB_URL",
                        "TOKEN_URL",
                        "SCIM_URL",
                        "ATLAS_URL",
                        "ATLAS_TOKEN_URL",
                        "ROOT_ORGANIZATION_ID",
                        "PARTNER_ID",
                        "CUSTOMER_A_ID",
                        "CUSTOMER_A_TENANT_ID",
                        "CUSTOMER_A_DOMAIN",
                        "COMMAND_BLOCK_ID",
                        "CUSTOMER_A_USER_ID",
                        "CUSTOMER_B_ID",
                        "CUSTOMER_B_TENANT_ID",
                        "CUSTOMER_B_DOMAIN",
                        "ADMIN_USER",
                        "ADMIN_PASSWORD",
                        "SERVICE_A_CLIENT_ID",
                        "SERVICE_A_CLIENT_SECRET",
                        "SERVICE_B_CLIENT_ID",
                        "SERVICE_B_CLIENT_SECRET",
                        "SERVICE_PARTNER_CLIENT_ID",
                        "SERVICE_PARTNER_CLIENT_SECRET",
                        "SERVICE_THROTTLED_CLIENT_ID",
                        "SERVICE_THROTTLED_CLIENT_SECRET",
                        "WEB_CLIENT_ID",
                        "WEB_CLIENT_SECRET",
                        "SPA_CLIENT_ID",
                        "CLOUDCOCKPIT_TENANT",
                        "CLOUDCOCKPIT_PROVIDER_INSTANCE_ID",
                        "CUSTOMER_A_SKU_ID",
                        "CUSTOMER_A_SUBSCRIPTION_ID");
        assertThat(database.ask("SELECT organization_id FROM provider_instances WHERE id = '"
                        + values.get("CLOUDCOCKPIT_PROVIDER_INSTANCE_ID") + "'"))
                .isEqualTo(values.get("PARTNER_ID"));
        assertThat(values).containsEntry("HUB_URL", "http://127.0.0.1:8080");
        assertThat(isSecretOf(values, "SERVICE_A")).isTrue();
        assertThat(database.ask("SELECT client_id FROM service_accounts WHERE NOT is_unthrottled"))
                .isEqualTo(values.get("SERVICE_THROTTLED_CLIENT_ID"));
        assertThat(database.ask("SELECT organization_id FROM service_accounts WHERE client_id = 'demo-service-b'"))
                .isEqualTo(values.get("CUSTOMER_B_ID"));
    }

    @Test
    void keepsTheDemosSecretsUntilItsFileIsLost() throws Exception {
        start(true);
        Path file = folder.resolve("demo.env");
        Map<String, String> first = DemoFile.read(file);
        start(true);
        assertThat(DemoFile.read(file)).isEqualTo(first);
        Files.delete(file);
        start(true);
        Map<String, String> renewed = DemoFile.read(file);
        assertThat(renewed.get("ADMIN_PASSWORD")).isNotEqualTo(first.get("ADMIN_PASSWORD"));
        assertThat(isSecretOf(renewed, "SERVICE_PARTNER")).isTrue();
        assertThat(isSecretOf(first, "SERVICE_PARTNER")).isFalse();
    }

    private static GuidedStart.Answers ada(String password) {
        return new GuidedStart.Answers("Analytical Engines", "Ada Lovelace", "ada@engines.example", password);
    }

    private String code() throws IOException {
        return Files.readString(folder.resolve("setup-code")).strip();
    }

    @Test
    void asksWhoAdministersAHubThatNobodySetAnythingFor() throws Exception {
        GuidedStart guided = start(false, new FirstStartSettings("Operator", null));
        assertThat(guided.isOpen()).isTrue();
        assertThat(database.ask("SELECT count(*) FROM organizations")).isEqualTo("0");
        Path file = folder.resolve("setup-code");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String code = code();
        assertThat(code).hasSizeGreaterThan(20);
        assertThat(database.ask("SELECT count(*) FROM setup_codes WHERE code_hash LIKE '%" + code + "%'"))
                .isEqualTo("0");
        assertThatThrownBy(() -> guided.complete("wrong", ada(PASSWORD), "one"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not the set-up code");
        assertThatThrownBy(() -> guided.complete(code, ada("short"), "two"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("15");
        assertThat(database.ask("SELECT count(*) FROM users")).isEqualTo("0");

        guided.complete(code, ada(PASSWORD), "three");
        assertThat(guided.isOpen()).isFalse();
        assertThat(file).doesNotExist();
        assertThat(database.ask("SELECT count(*) FROM setup_codes")).isEqualTo("0");
        assertThat(database.ask("SELECT name FROM organizations WHERE parent_id IS NULL"))
                .isEqualTo("Analytical Engines");
        assertThat(database.ask("SELECT name FROM domains")).isEqualTo("engines.example");
        assertThat(database.ask("SELECT administrators_remain('" + BuiltInRole.ADMINISTRATORS.id() + "')"))
                .isEqualTo("t");
        assertThat(database.ask(
                        "SELECT actor_name || ' ' || correlation_id FROM audit_events WHERE action = 'user.create'"))
                .isEqualTo("ada@engines.example three");
        assertThatThrownBy(() -> guided.complete(code, ada(PASSWORD), "four"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("administrator already");
    }

    @Test
    void keepsTheSetUpCodeOverARestartAndTakesThatOfAnyNode() throws Exception {
        FirstStartSettings nothing = new FirstStartSettings("Operator", null);
        start(false, nothing);
        String code = code();
        start(false, nothing);
        assertThat(code()).isEqualTo(code);
        Files.delete(folder.resolve("setup-code"));
        GuidedStart other = start(false, nothing);
        assertThat(code()).isNotEqualTo(code);
        other.complete(code, ada(PASSWORD), "one");
        assertThat(start(false, nothing).isOpen()).isFalse();
        assertThat(database.ask("SELECT count(*) FROM users")).isEqualTo("1");
    }

    @Test
    void goesOnWithARootThatABrokenOffStartLeft() throws Exception {
        try (Connection owner = database.owner()) {
            RootRows.insert(owner, "Operator", "operator.example", false);
        }
        GuidedStart guided = start(false, new FirstStartSettings("Operator", null));
        guided.complete(code(), ada(PASSWORD), "one");
        assertThat(database.ask(
                        "SELECT o.name || ' ' || d.name FROM organizations o JOIN domains d USING (organization_id)"))
                .isEqualTo("Analytical Engines engines.example");
    }

    @Test
    void putsNoDemoIntoAHubThatHasOrganizationsOfItsOwn() throws SQLException {
        start(false);
        start(true);
        assertThat(database.ask("SELECT count(*) FROM organizations")).isEqualTo("1");
        assertThat(folder).isEmptyDirectory();
    }

    private void start(boolean isDemo) {
        start(isDemo, SETTINGS);
    }

    private GuidedStart start(boolean isDemo, FirstStartSettings settings) {
        DemoSettings demo = new DemoSettings(isDemo, folder, null);
        FirstAccounts accounts =
                new FirstAccounts(database.database(), passwords, audit, settings, demo, new MockEnvironment());
        RootRows roots = new RootRows(database.database());
        GuidedStart guided = new GuidedStart(database.location(), roots, accounts, passwords, demo);
        new FirstStart(database.location(), roots, accounts, settings, demo, guided).afterSingletonsInstantiated();
        return guided;
    }

    private boolean isSecretOf(Map<String, String> values, String account) throws SQLException {
        String hash = database.ask("SELECT secret_hash FROM service_accounts WHERE client_id = '"
                + values.get(account + "_CLIENT_ID") + "'");
        return Secrets.matches(
                Objects.requireNonNull(values.get(account + "_CLIENT_SECRET")), Objects.requireNonNull(hash));
    }
}
