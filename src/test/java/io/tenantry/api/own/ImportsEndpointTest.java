package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ImportsEndpointTest extends HubTest {
    private static final String PEOPLE = """
            userPrincipalName;displayName;city;shoe size
            ada@contoso.com;Ada Lovelace;London;38
            bob;Bob;;
            cat@contoso.com;=1+3;Zürich;
            """;

    private static final String TEMPLATE = """
            version:v1.0,,,,
            Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,\
            Block sign in (Yes/No) [accountEnabled] Required,City [city]
            """;

    private final Logons logons;

    ImportsEndpointTest(@Autowired Logons logons) {
        this.logons = logons;
    }

    private Client client = new Client("");
    private OrganizationId contoso = new OrganizationId(Ids.next());
    private String token = "";

    @BeforeEach
    void makeOrganization() {
        client = new Client(hubUrl());
        contoso = Estate.organization(TestOrganizations.root(), "Contoso");
        token = administratorOf(contoso);
    }

    @Test
    void aFileIsTakenAppliedAndAnswered() {
        Client.Answer accepted = post(PEOPLE, "");
        assertThat(accepted.status()).isEqualTo(202);
        String location = Objects.requireNonNull(accepted.header("Location"));
        assertThat(location)
                .isEqualTo(imports() + "/" + accepted.body().get("id").asString());

        JsonNode done = finished(location);
        assertThat(done.get("status").asString()).isEqualTo("done");
        assertThat(done.get("format").asString()).isEqualTo("plain CSV");
        assertThat(done.get("columnsNotApplied").get(0).asString()).isEqualTo("shoe size");
        assertThat(done.get("rowsRead").asInt()).isEqualTo(3);
        assertThat(done.get("rowsStaged").asInt()).isEqualTo(2);
        assertThat(done.get("rowsApplied").asInt()).isEqualTo(2);
        assertThat(done.get("counts").get("created").asInt()).isEqualTo(2);
        assertThat(done.get("counts").get("failed").asInt()).isEqualTo(1);

        assertThat(client.get(location + "/result", token).raw().body()).isEqualTo("""
                userPrincipalName;displayName;city;shoe size;Tenantry result;Tenantry reason
                ada@contoso.com;Ada Lovelace;London;38;created;
                bob;Bob;;;failed;column 1 (userPrincipalName) must look like name@domain
                cat@contoso.com;=1+3;Zürich;;created;
                """);
        JsonNode list = client.get(imports(), token).body().get("value");
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.get(0).get("id")).isEqualTo(done.get("id"));
    }

    @Test
    void whatIsExportedImportsAgainUnchanged() {
        finished(Objects.requireNonNull(post(PEOPLE, "").header("Location")));
        Client.Answer export = client.get(users() + "/export", token);
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Disposition")).isEqualTo("attachment; filename=\"users.csv\"");
        assertThat(export.raw().body())
                .contains(",ada@contoso.com,Ada Lovelace,")
                .contains(",cat@contoso.com,'=1+3,");

        JsonNode counts = finished(
                        Objects.requireNonNull(post(export.raw().body(), "").header("Location")))
                .get("counts");
        assertThat(counts.get("unchanged").asInt()).isEqualTo(2);
        assertThat(counts.get("failed").asInt()).isZero();
    }

    @Test
    void anExportHoldsWhomTheFilterMeets() {
        finished(Objects.requireNonNull(post(PEOPLE, "").header("Location")));
        String filter = URLEncoder.encode("startswith(displayName,'Ada') and city eq 'London'", StandardCharsets.UTF_8);
        Client.Answer export = client.get(users() + "/export?format=json&filter=" + filter, token);
        assertThat(export.raw().body().lines()).hasSize(1);
        assertThat(export.raw().body())
                .contains("\"userPrincipalName\":\"ada@contoso.com\"", "\"accountEnabled\":true");
        assertThat(client.get(users() + "/export?filter=shoeSize%20eq%201", token)
                        .status())
                .isEqualTo(400);
        assertThat(client.get(users() + "/export?format=xml", token).status()).isEqualTo(400);
    }

    @Test
    void aDryRunDoesNothing() {
        String location = Objects.requireNonNull(post(PEOPLE, "?dryRun=true").header("Location"));
        JsonNode done = finished(location);
        assertThat(done.get("dryRun").asBoolean()).isTrue();
        assertThat(client.get(location + "/result", token).raw().body()).contains(";would create;");
        assertThat(client.get(users() + "/export?format=json", token).raw().body())
                .isEmpty();
    }

    @Test
    void columnsAreReadAsTheCallerSays() {
        String mapping = URLEncoder.encode("E-Mail=userPrincipalName,Name=displayName", StandardCharsets.UTF_8);
        Client.Answer accepted = post("E-Mail,Name\nada@contoso.com,Ada\n", "?mapping=" + mapping);
        assertThat(finished(Objects.requireNonNull(accepted.header("Location")))
                        .get("counts")
                        .get("created")
                        .asInt())
                .isEqualTo(1);
        assertThat(post("E-Mail,Name\n", "?mapping=nonsense").status()).isEqualTo(400);
    }

    @Test
    void newPeopleSignInWithTheirFirstPasswordOnceAndReplaceIt() {
        String upn = "ada." + UUID.randomUUID() + "@contoso.com";
        String file = TEMPLATE
                + "Ada Lovelace,%s,orbit-violin-canyon-7,No,London\n".formatted(upn)
                + "Bob Byte,bob.%s,orbit-violin-canyon-8,Yes,\n".formatted(upn)
                + "Cat Clark,cat.%s,short,No,\n".formatted(upn);
        String location = Objects.requireNonNull(post(file, "").header("Location"));
        JsonNode done = finished(location);
        assertThat(done.get("format").asString()).isEqualTo("Microsoft Entra bulk create template");
        assertThat(client.get(location + "/result", token).raw().body())
                .contains(upn + ",,No,London,created,\n", "bob." + upn + ",,Yes,,created,\n")
                .containsPattern("cat[^\n]*,failed,\"?column 3 \\(Initial password \\[passwordProfile] Required\\): "
                        + "The password has fewer than 15 characters")
                .doesNotContain("orbit");
        assertThat(logons.signIn(upn, "orbit-violin-canyon-7", "test"))
                .isInstanceOfSatisfying(
                        LogonResult.Welcome.class,
                        welcome -> assertThat(welcome.mustChange()).isTrue());
        assertThat(logons.signIn("bob." + upn, "orbit-violin-canyon-8", "test")).isInstanceOf(LogonResult.Denied.class);
        assertThat(client.get(users() + "/export?format=json", token).raw().body())
                .contains("\"userPrincipalName\":\"bob." + upn)
                .containsPattern("bob[^\n]*\"accountEnabled\":false");

        String again = Objects.requireNonNull(
                post(file.replace("canyon-7", "canyon-9"), "").header("Location"));
        assertThat(finished(again).get("counts").get("unchanged").asInt()).isEqualTo(2);
        assertThat(client.get(again + "/result", token).raw().body())
                .contains("unchanged,Passwords of a file are for new users only");
        assertThat(logons.signIn(upn, "orbit-violin-canyon-7", "test")).isInstanceOf(LogonResult.Welcome.class);
    }

    @Test
    void aDryRunJudgesPasswordsAndKeepsNone() {
        String file = TEMPLATE + "Ada,ada@contoso.com,orbit-violin-canyon-7,No,\nBob,bob@contoso.com,short,No,\n";
        String location = Objects.requireNonNull(post(file, "?dryRun=true").header("Location"));
        assertThat(finished(location).get("counts").get("failed").asInt()).isEqualTo(1);
        assertThat(client.get(location + "/result", token).raw().body())
                .contains("ada@contoso.com,,No,,would create,\n")
                .containsPattern("bob@contoso.com,,No,,failed,\"?column 3");
    }

    @Test
    void managersGoOutByNameAndComeInAgain() {
        finished(Objects.requireNonNull(
                post("upn,displayName,manager\nada@contoso.com,Ada,bob@contoso.com\nbob@contoso.com,Bob,\n", "")
                        .header("Location")));
        Client.Answer export = client.get(users() + "/export?format=json", token);
        assertThat(export.raw().body()).containsPattern("ada@contoso.com[^\n]*\"manager\":\"bob@contoso.com\"");
        String csv = client.get(users() + "/export", token).raw().body();
        assertThat(finished(Objects.requireNonNull(post(csv, "").header("Location")))
                        .get("counts")
                        .get("unchanged")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aFileThatCannotBeReadFailsWithItsPlace() {
        String location = Objects.requireNonNull(post("upn,city\nada@contoso.com,\"London\nbob@contoso.com,Paris\n", "")
                .header("Location"));
        JsonNode failed = finished(location);
        assertThat(failed.get("status").asString()).isEqualTo("failed");
        assertThat(failed.get("problem").asString())
                .isEqualTo("Line 2, column 2: the quote that opens this value is never closed");
        assertThat(client.get(location + "/result", token).status()).isEqualTo(409);
    }

    @Test
    void nobodyImportsExportsOrLooksWhereHeMayNot() {
        String location = Objects.requireNonNull(post(PEOPLE, "").header("Location"));
        finished(location);
        OrganizationId fabrikam = Estate.organization(TestOrganizations.root(), "Fabrikam");
        String stranger = administratorOf(fabrikam);
        for (String path : new String[] {location, location + "/result", imports(), users() + "/export"}) {
            assertThat(client.get(path, stranger).status()).as(path).isEqualTo(403);
            assertThat(client.get(path, null).status()).as(path).isEqualTo(401);
        }
        assertThat(send(PEOPLE, "", stranger, "text/csv").status()).isEqualTo(403);
        String elsewhere = location.replace(contoso.toString(), fabrikam.toString());
        assertThat(client.get(elsewhere, stranger).status()).isEqualTo(404);
        assertThat(client.get(imports() + "/17", token).status()).isEqualTo(400);
        assertThat(send(PEOPLE, "", token, "application/json").status()).isEqualTo(415);
    }

    private String administratorOf(OrganizationId organization) {
        UUID account = Estate.serviceAccount(organization, null);
        Estate.assign(organization, account, "service account", BuiltInRole.ADMINISTRATORS, organization);
        return client.tokenOf(account);
    }

    private JsonNode finished(String location) {
        return await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> client.get(location, token).body(),
                        body -> !body.get("finishedDateTime").isNull());
    }

    private Client.Answer post(String file, String query) {
        return send(file, query, token, "text/csv");
    }

    private Client.Answer send(String file, String query, String bearer, String type) {
        return client.send(HttpRequest.newBuilder(URI.create(hubUrl() + imports() + query))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(file))
                .build());
    }

    private String imports() {
        return "/api/v1/organizations/" + contoso + "/imports";
    }

    private String users() {
        return "/api/v1/organizations/" + contoso + "/users";
    }
}
