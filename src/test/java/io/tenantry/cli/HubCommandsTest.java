package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HubCommandsTest extends HubTest {
    private static final String CREDENTIALS = "tenantry.credentials";

    @TempDir
    private Path home;

    private OrganizationId reseller;
    private UUID account;

    @BeforeEach
    void prepare() {
        System.setProperty(CREDENTIALS, home.resolve("credentials.json").toString());
        reseller = new OrganizationId(UUID.randomUUID());
        Estate.run(
                "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, ?, 'reseller', ?)",
                reseller.value(),
                TestOrganizations.root().value(),
                "Reseller " + reseller);
        account = Estate.serviceAccount(reseller, null);
        Estate.assign(reseller, account, "service account", BuiltInRole.ADMINISTRATORS, reseller);
    }

    @AfterEach
    void forget() {
        System.clearProperty(CREDENTIALS);
    }

    /** What a command printed, and its exit code. */
    private record Ran(int exitCode, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    @Test
    void remembersWhoSignedInForNobodyElseToRead() throws IOException {
        assertThat(run("orgs", "list").exitCode()).isEqualTo(1);

        Ran login =
                run("login", "--url", hubUrl(), "--client-id", account.toString(), "--client-secret", Estate.SECRET);

        assertThat(login.exitCode()).as(login.err()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("credentials.json"))))
                .isEqualTo("rw-------");
        assertThat(run("orgs", "list").out()).contains("Reseller " + reseller);
    }

    @Test
    void fetchesANewTokenWhenTheRememberedOneHasExpired() throws IOException {
        signIn();
        Path file = home.resolve("credentials.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("\"accessToken\" : \"[^\"]*\"", "\"accessToken\" : \"too old\"")
                        .replaceAll("\"expiresAt\" : \"[^\"]*\"", "\"expiresAt\" : \"2020-01-01T00:00:00Z\""));

        assertThat(run("orgs", "list").exitCode()).isZero();
        assertThat(Files.readString(file)).doesNotContain("too old");
    }

    @Test
    void caresForOrganizationsByNameAndById() {
        signIn();
        Ran created = run(
                "orgs",
                "create",
                "Åkers Bruk " + reseller,
                "--parent",
                reseller.toString(),
                "--domain",
                "akers.example",
                "--tag",
                "gold",
                "-o",
                "json");
        assertThat(created.exitCode()).as(created.err()).isZero();
        String id = created.json().get("id").asString();

        assertThat(run("orgs", "show", "Åkers Bruk " + reseller).out()).contains("akers.example", "customer");
        assertThat(run("orgs", "change", id, "--set", "locale=sv-SE", "-o", "json")
                        .json()
                        .get("locale")
                        .asString())
                .isEqualTo("sv-SE");
        assertThat(run("orgs", "tag", id, "emea", "--remove", "gold", "-o", "json")
                        .json()
                        .get("tags")
                        .toString())
                .isEqualTo("[\"emea\"]");
        assertThat(run("orgs", "domain", "add", id, "second.example").exitCode())
                .isZero();
        assertThat(run("orgs", "domain", "default", id, "second.example").exitCode())
                .isZero();
        assertThat(run("orgs", "list", "--tag", "emea", "-o", "csv").lines())
                .containsExactly(
                        "NAME,KIND,TAGS,DOMAIN,ID", "Åkers Bruk " + reseller + ",customer,emea,second.example," + id);

        Ran other = run("orgs", "create", "Other", "--kind", "reseller", "--parent", reseller.toString(), "-o", "json");
        String otherId = other.json().get("id").asString();
        assertThat(run("orgs", "move", id, otherId, "-o", "json")
                        .json()
                        .get("parentId")
                        .asString())
                .isEqualTo(otherId);
        assertThat(run("orgs", "delete", otherId).exitCode())
                .as("something lives below")
                .isEqualTo(1);
        Estate.user(new OrganizationId(UUID.fromString(id)), "Ada");
        assertThat(run("orgs", "delete", id).err()).contains("delete them first, or force it with --force");
        assertThat(run("orgs", "delete", id, "--force").exitCode()).isZero();
        assertThat(run("orgs", "list", "--deleted", "-o", "csv").out()).contains(id);
        assertThat(run("orgs", "restore", id).exitCode()).isZero();
    }

    @Test
    void anOrganizationIsNamedByItsIdItsNameOrOneOfItsDomains() throws IOException {
        signIn();
        String domain = "d" + reseller + ".example";
        String name = "Bruk of " + domain.toUpperCase(Locale.ROOT);
        run("orgs", "create", name, "--parent", reseller.toString(), "--domain", domain);
        Path people = Files.writeString(home.resolve("people.csv"), "upn,displayName\nada@" + domain + ",Ada\n");

        assertThat(run("import", "users", people.toString(), "--organization", domain.toUpperCase(Locale.ROOT)))
                .satisfies(ran -> assertThat(ran.out()).contains("1 created"));
        assertThat(run("import", "users", people.toString(), "--organization", name)
                        .out())
                .contains("1 unchanged");
        assertThat(run("export", "users", "--organization", domain).out()).contains("ada@" + domain);
        assertThat(run("users", "list", "--organization", domain).out()).contains("ada@" + domain);
        assertThat(run("export", "users", "--organization", "no" + domain).err())
                .contains("no organization 'no" + domain + "'");
    }

    @Test
    void aNameThatSeveralOrganizationsHaveIsAnsweredWithWhatTellsThemApart() {
        signIn();
        String name = "Twin " + reseller;
        run("orgs", "create", name, "--parent", reseller.toString(), "--domain", "one-" + reseller + ".example");
        run("orgs", "create", name, "--parent", reseller.toString(), "--kind", "reseller");

        Ran asked = run("export", "users", "--organization", name);

        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.err().lines()).hasSize(1);
        assertThat(asked.err())
                .contains(
                        "several are called '" + name + "'", "(customer, one-" + reseller + ".example)", "(reseller)");
    }

    @Test
    void setsPasswordsAndPoliciesAndUnlocks() {
        signIn();
        String customer = customer();
        run("users", "create", "eve@people.example", "Eve", "--organization", customer);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("violet tractor humming eleven\n".getBytes(StandardCharsets.UTF_8)));
        Ran set = run("users", "set-password", "eve@people.example", "--organization", customer);
        System.setIn(before);
        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.out()).contains("has to replace it");
        assertThat(run("users", "unlock", "eve@people.example", "--organization", customer)
                        .out())
                .contains("Unlocked.");

        Ran changed = run(
                "policies",
                "set",
                customer,
                "bruteForceDetectionPolicy.waitIncrement=2m",
                "passwordValidityPolicy.history=3",
                "passwordExpirationPolicy.enabled=true");
        assertThat(changed.exitCode()).as(changed.err()).isZero();
        assertThat(run("policies", "show", customer, "-o", "csv").lines())
                .contains(
                        "bruteForceDetectionPolicy,waitIncrement,2m,own",
                        "passwordValidityPolicy,history,3,own",
                        "passwordExpirationPolicy,enabled,true,own",
                        "passwordValidityPolicy,minLength,15,installation");
        run("policies", "set", customer, "passwordValidityPolicy.history=");
        assertThat(run("policies", "show", customer, "-o", "csv").lines())
                .contains("passwordValidityPolicy,history,5,installation");
        assertThat(run("policies", "set", customer, "history=3").exitCode()).isEqualTo(2);
    }

    @Test
    void caresForPeopleAndFindsThem() {
        signIn();
        String customer = customer();
        assertThat(run(
                                "users",
                                "create",
                                "ada@people.example",
                                "Ada Lovelace",
                                "--organization",
                                customer,
                                "--set",
                                "department=Engines",
                                "--set",
                                "businessPhones=[\"+46 8 123\"]")
                        .exitCode())
                .isZero();

        assertThat(run("users", "find", "lovel").out()).contains("ada@people.example");
        assertThat(run("users", "show", "ada@people.example", "--organization", customer)
                        .out())
                .contains("Engines", "+46 8 123");
        String id = run("users", "show", "ada@people.example", "--organization", customer, "-o", "json")
                .json()
                .get("id")
                .asString();
        assertThat(run("users", "change", id, "--set", "department=").exitCode())
                .isZero();
        assertThat(run("users", "list", "--organization", customer, "--select", "displayName,department", "-o", "csv")
                        .lines())
                .containsExactly("DISPLAYNAME,DEPARTMENT", "Ada Lovelace,");
        assertThat(run("users", "delete", id).exitCode()).isZero();
        assertThat(run("users", "list", "--organization", customer, "-o", "json")
                        .json())
                .isEmpty();
        assertThat(run("users", "list", "--organization", customer, "--deleted", "-o", "json")
                        .json())
                .hasSize(1);
        assertThat(run("users", "restore", id, "--organization", customer).exitCode())
                .isZero();
        assertThat(run("users", "list", "--organization", customer, "-o", "json")
                        .json())
                .hasSize(1);
    }

    @Test
    void caresForGroupsAndTheirMembers() {
        signIn();
        String customer = customer();
        run("users", "create", "ada@people.example", "Ada", "--organization", customer);
        String within = "--organization=" + customer;
        assertThat(run("groups", "create", "Engineers", "--kind", "security", within)
                        .exitCode())
                .isZero();

        assertThat(run("groups", "add-member", "Engineers", "ada@people.example", within)
                        .exitCode())
                .isZero();
        assertThat(run("groups", "members", "Engineers", within).out()).contains("ada@people.example");
        assertThat(run("groups", "remove-member", "Engineers", "ada@people.example", within)
                        .exitCode())
                .isZero();
        assertThat(run("groups", "members", "Engineers", within, "-o", "json").json())
                .isEmpty();
        assertThat(run("groups", "list", within, "-o", "csv").lines()).hasSize(2);
        assertThat(run("groups", "delete", "Engineers", within).exitCode()).isZero();
        assertThat(run("groups", "list", within, "--deleted").out()).contains("Engineers");
    }

    @Test
    void showsAndProvesTheAuditTrail() {
        signIn();
        String customer = customer();

        Ran listed = run("audit", "list", "--organization", customer, "--action", "organization.create", "-o", "json");
        assertThat(listed.json()).hasSize(1);
        assertThat(listed.json().get(0).get("actor").get("name").asString()).isEqualTo(account.toString());
        Ran verified = run("audit", "verify", "--organization", customer);
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("as it was written");
    }

    @Test
    void exitsWithOneAndNamesTheBadPlaceWhenTheTrailWasForged() {
        signIn();
        String customer = customer();
        Estate.run(
                "INSERT INTO audit_events (organization_id, id, transaction_id, actor_kind, actor_name, action, target_kind,"
                        + " outcome, correlation_id) VALUES (?, ?, '1', 'system', 'forger', 'user.create', 'user', 'done', 'x')",
                UUID.fromString(customer),
                UUID.randomUUID());

        Ran verified = run("audit", "verify", "--organization", customer);

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("unsealed");
        assertThat(verified.err()).contains("1 place of");
    }

    @Test
    void showsSomeAndSaysThatThereAreMoreOrShowsAll() {
        signIn();
        String customer = customer();
        for (int number = 0; number < 7; number++) {
            Estate.user(new OrganizationId(UUID.fromString(customer)), "user" + number);
        }

        Ran some = run("users", "list", "--organization", customer, "--limit", "3");
        assertThat(some.lines()).hasSize(4);
        assertThat(some.err()).contains("--all");
        Ran all = run("users", "list", "--organization", customer, "--all", "-o", "json");
        assertThat(all.json()).hasSize(7);
        assertThat(all.err()).isEmpty();
    }

    @Test
    void saysInOneLineWhatWasRefusedAndUnderWhichCorrelationId() {
        signIn();

        Ran refused = run("users", "list", "--organization", UUID.randomUUID().toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err())
                .startsWith("tenantry: ")
                .contains("user.readbasic")
                .contains("correlation id ");

        Ran malformed = run("orgs", "list", "--filter", "colour eq 1");
        assertThat(malformed.err()).contains("colour").contains("correlation id ");
        assertThat(run("orgs", "frobnicate").exitCode()).isEqualTo(2);
        assertThat(run("orgs", "show").exitCode()).isEqualTo(2);
        assertThat(run("orgs", "show", "Nobody has this name").err())
                .contains("no organization 'Nobody has this name'");
    }

    @Test
    void saysWhenNoHubAnswers() {
        Ran away = run("orgs", "list", "--url", "http://127.0.0.1:9", "--token", "x");

        assertThat(away.exitCode()).isEqualTo(1);
        assertThat(away.err()).contains("no hub answers at http://127.0.0.1:9");
    }

    private void signIn() {
        Ran login =
                run("login", "--url", hubUrl(), "--client-id", account.toString(), "--client-secret", Estate.SECRET);
        assertThat(login.exitCode()).as(login.err()).isZero();
    }

    /** A customer with the domain people.example; its id. */
    private String customer() {
        Ran created = run(
                "orgs",
                "create",
                "Customer",
                "--parent",
                reseller.toString(),
                "--domain",
                "people.example",
                "-o",
                "json");
        assertThat(created.exitCode()).as(created.err()).isZero();
        return created.json().get("id").asString();
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = command.execute(arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    @Test
    void invitesPeopleByMail() {
        signIn();
        String mail = Ids.next() + "@mail.example";
        Ran invited = run(
                "invite",
                mail,
                "--user-name",
                "grace@example.com",
                "--display-name",
                "Grace Hopper",
                "--organization",
                reseller.toString());
        assertThat(invited.err()).isEmpty();
        assertThat(invited.out()).contains("Grace Hopper", "grace@example.com", mail);
        assertThat(POST.next(mail).text()).contains("Hello Grace Hopper,");
        assertThat(run("invite", "nowhere", "--organization", reseller.toString())
                        .exitCode())
                .isEqualTo(1);
    }
}
