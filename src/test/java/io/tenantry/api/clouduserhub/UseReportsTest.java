package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.DiscoveryIntake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Microsoft's report of active users and its last sign-ins: as the hub tells them of a tenant of its own, and as it reads them of another. */
class UseReportsTest extends MirroredTest {
    private static final String REPORT = "/reports/getOffice365ActiveUserDetail(period='D30')";
    private static final String HEADINGS =
            "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,"
                    + "Has Exchange License,Has OneDrive License,Has SharePoint License,Has Skype For Business License,"
                    + "Has Yammer License,Has Teams License,Exchange Last Activity Date,OneDrive Last Activity Date,"
                    + "SharePoint Last Activity Date,Skype For Business Last Activity Date,Yammer Last Activity Date,"
                    + "Teams Last Activity Date,Exchange License Assign Date,OneDrive License Assign Date,"
                    + "SharePoint License Assign Date,Skype For Business License Assign Date,Yammer License Assign Date,"
                    + "Teams License Assign Date,Assigned Products";

    private final LocalDate lately = LocalDate.now(ZoneOffset.UTC).minusDays(3);

    @Autowired
    private DiscoveryIntake intake;

    private String sources = "";

    /** Ada has E3 and used Teams three days ago; Boss has nothing and signed in long before the log begins. */
    @BeforeEach
    void connect() {
        UUID ada = person("Ada");
        UUID boss = person("Boss");
        Estate.run("UPDATE users SET usage_location = 'GB' WHERE id = ?", ada);
        Estate.subscription(organization(), "Office");
        Answer licensed = send("POST", graph() + "/users/" + ada + "/assignlicense", """
                {"addLicenses": [{"skuId": "05e9a617-0261-4cee-bb44-138d3ef5d965", "disabledPlans": []}], "removeLicenses": []}""");
        assertThat(licensed.status()).as(licensed.body().toString()).isLessThan(300);
        Estate.run(
                "INSERT INTO user_activity (organization_id, user_id, signed_in_at) VALUES (?, ?, now() - interval '100 days')",
                organization().value(),
                boss);
        feed("""
                [{"application": "Microsoft Teams", "vendor": "Microsoft", "email": "Ada@%s", "activity": ["%s"]}]""".formatted(domain(), lately));
        connectMirror();
        sources = "/api/v1/organizations/" + mirror + "/usage/sources/";
        sources += add(mirror, mirrorToken, "microsoft");
    }

    private String add(OrganizationId where, String token, String kind) {
        Answer made = client().send(
                        "POST",
                        "/api/v1/organizations/" + where + "/usage/sources",
                        token,
                        "{\"kind\": \"%s\", \"name\": \"%s\"}".formatted(kind, kind));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body().get("id").asString();
    }

    private void feed(String file) {
        String feed = "/api/v1/organizations/" + organization() + "/usage/sources/"
                + add(organization(), token(), "feed") + "/feed";
        HttpRequest request = HttpRequest.newBuilder(URI.create(hubUrl() + feed))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(file))
                .build();
        assertThat(client().send(request).status()).isEqualTo(200);
    }

    private JsonNode read() {
        Answer run = client().send("POST", sources + "/read", mirrorToken, null);
        assertThat(run.status()).as(run.body().toString()).isEqualTo(200);
        assertThat(run.body().get("state").asString()).as(run.body().toString()).isEqualTo("done");
        return run.body();
    }

    private void faults(String kind) {
        send("PUT", "/api/v1/organizations/" + organization() + "/emulation", """
                {"faults": [{"kind": "%s"}]}""".formatted(kind));
    }

    /** When the person of the mirror was last active in the application; empty for never, and null where he has no account. */
    private String lastActive(String person, String application) {
        return Estate.ask("""
                SELECT coalesce(max(coalesce((a.last_active_at AT TIME ZONE 'UTC')::date::text, '')), 'none') FROM app_accounts a
                    JOIN applications y ON y.organization_id = a.organization_id AND y.id = a.application_id
                WHERE a.organization_id = ? AND a.display_name = ? AND y.name = ? AND a.gone_at IS NULL
                """, mirror.value(), person, application);
    }

    @Test
    void whatPeopleUseAtMicrosoftIsTakenInApplicationByApplication() {
        JsonNode run = read();

        assertThat(run.get("problems")).as(run.toString()).isEmpty();
        assertThat(lastActive("Ada", "Microsoft Teams")).isEqualTo(lately.toString());
        assertThat(lastActive("Ada", "Microsoft 365")).isEqualTo(lately.toString());
        assertThat(lastActive("Ada", "Exchange Online")).isEmpty();
        assertThat(lastActive("Boss", "Exchange Online")).isEqualTo("none");
        assertThat(lastActive("Boss", "Microsoft Entra ID"))
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).minusDays(100).toString());
    }

    @Test
    void aReportIsNotFetchedAgainBeforeItsTime() {
        read();
        String before = Estate.ask(
                "SELECT min(read_at)::text FROM discovery_logs WHERE organization_id = ? AND log <> 'Sign-ins'",
                mirror.value());
        Estate.run(
                "UPDATE discovery_runs SET started_at = now() - interval '1 hour' WHERE organization_id = ?",
                mirror.value());

        intake.readDue();

        assertThat(Estate.ask(
                        "SELECT min(read_at)::text FROM discovery_logs WHERE organization_id = ? AND log <> 'Sign-ins'",
                        mirror.value()))
                .isEqualTo(before);
        assertThat(client().get(sources + "/runs", mirrorToken).body().get("items"))
                .hasSize(2);
        assertThat(lastActive("Ada", "Microsoft Teams")).isEqualTo(lately.toString());
    }

    @Test
    void namesThatAreConcealedAreToldAndWhatWasKnownStays() {
        read();
        faults("concealed");

        JsonNode run = read();

        assertThat(run.get("problems")).hasSize(1);
        assertThat(run.at("/problems/0/reason").asString())
                .startsWith("Usage reports could not be read")
                .contains("Display concealed user, group, and site names in all reports");
        assertThat(lastActive("Ada", "Microsoft Teams")).isEqualTo(lately.toString());
        assertThat(run.at("/counts/gone").asInt()).isZero();
    }

    @Test
    void aTenantWithoutAPremiumLicenceTellsNothingOfSignInsAndTheRest() {
        faults("free");

        JsonNode run = read();

        assertThat(run.get("problems"))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.get("reason").asString())
                        .contains("no premium licence of Microsoft Entra ID (P1 or P2)"));
        assertThat(lastActive("Ada", "Microsoft Teams")).isEqualTo(lately.toString());
        assertRefused(
                get(graph() + "/users?$select=id,signInActivity"),
                403,
                "Authentication_RequestFromNonPremiumTenantOrB2CTenant");
        JsonNode test = client().send(
                        "POST", "/api/v1/organizations/" + mirror + "/connections/microsoft/test", mirrorToken, null)
                .body();
        assertThat(test.get("works").asBoolean()).as(test.toString()).isTrue();
    }

    @Test
    void consentThatIsMissingIsNamedByTheRun() {
        Estate.run(
                "DELETE FROM role_assignments WHERE organization_id = ? AND principal_kind = 'service account'",
                organization().value());
        JsonNode run = read();

        assertThat(run.get("problems").toString())
                .contains("it takes AuditLog.Read.All")
                .contains("it takes Reports.Read.All");
    }

    @Test
    void theReportIsAFileThatWhoeverKnowsItsAddressMayHave() throws IOException, InterruptedException {
        Answer found = get(graph() + REPORT);
        assertThat(found.status()).isEqualTo(302);
        String address = String.valueOf(found.header("Location"));

        HttpResponse<String> file;
        try (HttpClient anybody = HttpClient.newHttpClient()) {
            file = anybody.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            assertThat(anybody.send(
                                    HttpRequest.newBuilder(URI.create(address + "A"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(400);
        }

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body().lines().findFirst()).hasValue("\uFEFF" + HEADINGS);
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        assertThat(file.body().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                today + ",Ada@" + domain() + ",Ada,False,,True,True,True,True,True,True,,,,,," + lately)
                        .endsWith("," + today + ",MICROSOFT 365 E3"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                today + ",Boss@" + domain() + ",Boss,False,,False,False,False,False,False,False,,"));
        assertThat(get(graph() + "/reports/getOffice365ActiveUserDetail(period='D31')")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void usersTellWhenTheyLastSignedInWhereThatIsSelected() {
        JsonNode listed = get(graph()
                        + "/users?$select=id,userPrincipalName,signInActivity&$top=500&$orderby=userPrincipalName")
                .body()
                .get("value");
        assertThat(listed.get(0).get("userPrincipalName").asString()).isEqualTo("Ada@" + domain());
        assertThat(listed.get(0).get("signInActivity").isNull()).isTrue();
        JsonNode boss = listed.get(1);
        assertThat(Instant.parse(boss.at("/signInActivity/lastSignInDateTime").asString()))
                .isBetween(
                        Instant.now().minus(101, ChronoUnit.DAYS), Instant.now().minus(99, ChronoUnit.DAYS));
        String one = graph() + "/users/" + boss.get("id").asString() + "?$select=id,signInActivity";
        assertThat(get(one).body().get("signInActivity")).isEqualTo(boss.get("signInActivity"));
        for (String asked : List.of(one, graph() + "/users?$select=id,signInActivity")) {
            Answer past = get(asked + "&asOf=" + Instant.now());
            assertThat(past.status()).as(asked).isEqualTo(400);
            assertThat(past.body().at("/error/message").asString()).contains("signInActivity");
        }
        String weak = tokenWith(BuiltInRole.USER_ADMINISTRATORS, organization());
        assertThat(client().get(one, weak).status()).isEqualTo(403);
        assertThat(client().get(graph() + "/users?$select=id", weak).status()).isEqualTo(200);
    }
}
