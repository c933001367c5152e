package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator connects a directory from the command line. */
class IdentitySourcesCommandTest extends HubTest {
    private static final String SECRET = "what the reader knows";

    @TempDir
    private Path home;

    private record Ran(int exitCode, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private Ran run(OrganizationId organization, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("identity-sources"));
        all.addAll(List.of(words));
        all.addAll(List.of("--organization", organization.toString(), "-o", "json"));
        return new Ran(commands.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }

    private static InMemoryDirectoryServer directory() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
        config.setSchema(null);
        config.addAdditionalBindCredentials("cn=reader,dc=example,dc=com", SECRET);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), 0, null));
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.startListening();
        server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
        server.add(
                "dn: uid=ada,dc=example,dc=com",
                "objectClass: inetOrgPerson",
                "uid: ada",
                "cn: Ada Lovelace",
                "sn: Lovelace",
                "mail: ada@people.example");
        return server;
    }

    @Test
    void aDirectoryIsAddedTriedReadAndRemoved() throws Exception {
        OrganizationId organization = Estate.organization(TestOrganizations.root(), "By command");
        UUID account = Estate.serviceAccount(organization, null);
        Estate.assign(organization, account, "service account", BuiltInRole.ADMINISTRATORS, organization);
        System.setProperty(
                "tenantry.credentials", home.resolve("credentials.json").toString());
        Path secret = Files.writeString(home.resolve("secret"), SECRET + "\n");
        InMemoryDirectoryServer server = directory();
        try {
            int login = Main.commandLine()
                    .execute(
                            "login",
                            "--url",
                            hubUrl(),
                            "--client-id",
                            account.toString(),
                            "--client-secret",
                            Estate.SECRET);
            assertThat(login).isZero();
            Ran added = run(
                    organization,
                    "add",
                    "Head office",
                    "--kind",
                    "ldap",
                    "--secret-file",
                    secret.toString(),
                    "--set",
                    "host=127.0.0.1",
                    "--set",
                    "port=" + server.getListenPort(),
                    "--set",
                    "security=plain",
                    "--set",
                    "searchBase=dc=example,dc=com",
                    "--set",
                    "bindDn=cn=reader,dc=example,dc=com",
                    "--set",
                    "syncMinutes=0");
            assertThat(added.exitCode()).as(added.err()).isZero();
            assertThat(added.out()).doesNotContain(SECRET);
            assertThat(run(organization, "list").json().path(0).path("name").asString())
                    .isEqualTo("Head office");
            assertThat(run(organization, "test", "head office")
                            .json()
                            .path("works")
                            .asBoolean(false))
                    .isTrue();
            Ran read = run(organization, "sync", "Head office", "--full");
            assertThat(read.exitCode()).as(read.err()).isZero();
            assertThat(read.json().path("counts").path("created").asInt(0)).isEqualTo(1);
            assertThat(run(organization, "runs", "Head office").json().size()).isEqualTo(1);
            Ran changed = run(organization, "set", "Head office", "--set", "searchBase=dc=nowhere", "--name", "Other");
            assertThat(changed.exitCode()).as(changed.err()).isZero();
            assertThat(run(organization, "test", "Other").exitCode()).isEqualTo(1);
            assertThat(run(organization, "remove", "Other").exitCode()).isZero();
            assertThat(run(organization, "show", "Other").err()).contains("there is no identity source 'Other'");
        } finally {
            System.clearProperty("tenantry.credentials");
            server.shutDown(true);
        }
    }
}
