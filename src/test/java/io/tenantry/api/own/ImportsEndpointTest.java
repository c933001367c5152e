package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
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
import tools.jackson.databind.JsonNode;

class ImportsEndpointTest extends HubTest {
    private static final String PEOPLE = """
            userPrincipalName;displayName;city;shoe size
            ada@contoso.com;Ada Lovelace;London;38
            bob;Bob;;
            cat@contoso.com;=1+3;Zürich;
            """;

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
    void passwordsAreNeitherTakenNorSentBack() {
        String location =
                Objects.requireNonNull(post("upn,displayName,password\nada@contoso.com,Ada,Correct-Horse-9\n", "")
                        .header("Location"));
        finished(location);
        assertThat(client.get(location + "/result", token).raw().body()).isEqualTo("""
                upn,displayName,password,Tenantry result,Tenantry reason
                ada@contoso.com,Ada,,created,The password is not taken from the file; set one in the hub
                """);
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
