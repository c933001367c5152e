package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.CustomerTest;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Moving in and provisioning outwards from the command line. */
class MoveInCommandsTest extends CustomerTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aFolderOfAKeycloakExportMovesIn() throws IOException {
        Files.writeString(folder.resolve("contoso-realm.json"), """
                {"realm": "contoso", "groups": [{"name": "Staff", "path": "/Staff"}]}""");
        Files.writeString(folder.resolve("contoso-users-0.json"), """
                {"realm": "contoso", "users": [{"username": "ada@%s", "groups": ["/Staff"], "requiredActions": ["TERMS"]},
                 {"username": "nobody here"}]}""".formatted(domain()));
        Path result = folder.resolve("result.csv");
        assertThat(run("import", "keycloak", folder.toString(), "--dry-run")).isZero();
        assertThat(out.toString())
                .contains("Keycloak realm: 2 would be created", "Groups: 1 would be created")
                .contains("Note: People whom Keycloak asks for TERMS");
        assertThat(run("import", "keycloak", folder.toString(), "--result", result.toString()))
                .isZero();
        assertThat(out.toString()).contains("Keycloak realm: 2 created", "1 memberships and 0 sign-ins added");
        assertThat(result).content().contains("nobody_here@" + domain(), "Keycloak has asked for TERMS");
        assertThat(run("import", "keycloak", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("none cannot be read");
    }

    @Test
    void anLdifFileMovesIn() throws IOException {
        Path file = Files.writeString(folder.resolve("people.ldif"), """
                dn: uid=bob,dc=example
                objectClass: inetOrgPerson
                uid: bob
                cn: Bob
                manager: uid=ada,dc=example

                dn: uid=ada,dc=example
                objectClass: inetOrgPerson
                uid: ada
                cn: Ada
                """);
        assertThat(run("import", "ldif", file.toString(), "--domain", domain())).isZero();
        assertThat(out.toString()).contains("LDIF: 2 created");
        assertThat(Estate.ask(
                        "SELECT m.upn FROM users u JOIN users m ON m.id = u.manager_id WHERE u.organization_id = ?",
                        organization().value()))
                .isEqualTo("ada@" + domain());
    }

    @Test
    void aTargetIsAddedPlannedProvisionedAndLookedAt() throws IOException {
        OrganizationId there = Estate.organization(TestOrganizations.root(), "Elsewhere");
        UUID script = Estate.serviceAccount(there, null);
        Estate.assign(there, script, "service account", BuiltInRole.ADMINISTRATORS, there);
        UUID ada = Estate.user(organization(), "Ada");
        Path secret = Files.writeString(folder.resolve("secret"), Estate.SECRET + "\n");
        String url = hubUrl() + "/scim/v2/" + there;
        assertThat(run(
                        "scim",
                        "add",
                        "Wiki",
                        url,
                        "--secret-file",
                        secret.toString(),
                        "--oauth-url",
                        hubUrl() + "/oauth2/token",
                        "--oauth-client",
                        script.toString()))
                .as(err.toString())
                .isZero();
        assertThat(run("scim", "run", "Wiki")).isEqualTo(1);
        assertThat(err.toString()).contains("plan the target first");
        assertThat(run("scim", "plan", "wiki")).isZero();
        assertThat(out.toString()).contains("create").contains("Ada");
        assertThat(run("scim", "run", "wiki")).as(err.toString()).isZero();
        assertThat(Estate.ask("SELECT scim_external_id FROM users WHERE organization_id = ?", there.value()))
                .isEqualTo(ada.toString());
        assertThat(run("scim", "status", "wiki", "--state", "current")).isZero();
        assertThat(out.toString()).contains("current");
        assertThat(run("scim", "targets")).isZero();
        assertThat(out.toString()).contains(url);
        assertThat(run("scim", "remove", "wiki")).isZero();
        assertThat(run("scim", "plan", "wiki")).isEqualTo(1);
        assertThat(err.toString()).contains("no target called wiki");
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        Stream<String> access =
                Stream.of("--organization", organization().toString(), "--hub", hubUrl(), "--token", token());
        return command.execute(Stream.concat(Stream.of(arguments), access).toArray(String[]::new));
    }
}
