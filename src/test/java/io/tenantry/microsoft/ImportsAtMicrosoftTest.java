package io.tenantry.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.FinishedImport;
import io.tenantry.TestOrganizations;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever sends a file of people hears the same, whether they live in the hub or at Microsoft. */
class ImportsAtMicrosoftTest extends TenantAndMirror {
    private static final String FIRST = """
            userPrincipalName,displayName,department,manager,usageLocation,addToGroups,addLicenses,businessPhones
            ada@people.example,Ada,Sales,joan@people.example,NO,Editors,SPE_E3,+47 1
            joan@people.example,Joan,Sales,,NO,,,
            tove@people.example,Tove,Sales,,,,SPE_E3,
            nobody,Nobody,Sales,,,,,
            mary@people.example,Mary,Sales,,,Nobodies,,
            """;

    private static final String SECOND = """
            userPrincipalName,displayName,department,manager,removeFromGroups,removeLicenses
            ada@people.example,Ada King,Buying,,Editors,SPE_E3
            joan@people.example,Joan,Sales,,,
            grace@people.example,Grace,Buying,ada@people.example,,
            """;

    private OrganizationId local = new OrganizationId(Ids.next());
    private String localToken = "";

    @BeforeEach
    void begin() {
        found();
        local = Estate.organization(TestOrganizations.root(), "Local");
        localToken = client.tokenOf(script(local));
        for (OrganizationId one : List.of(local, tenant)) {
            UUID group = Estate.group(one, "Editors");
            Estate.run("UPDATE groups SET kind = 'security' WHERE id = ?", group);
            Estate.subscription(one, "Office");
        }
        connect();
    }

    private JsonNode imported(OrganizationId organization, String file, String query) {
        String as = organization.equals(local) ? localToken : token;
        Answer accepted = upload("/api/v1/organizations/" + organization + "/imports" + query, file, as);
        return FinishedImport.of(client, accepted, as);
    }

    private String result(OrganizationId organization, JsonNode done) {
        assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("done");
        return client.get(
                        "/api/v1/organizations/" + organization + "/imports/"
                                + done.path("id").asString() + "/result",
                        organization.equals(local) ? localToken : token)
                .raw()
                .body();
    }

    /** Everybody of an organization with what the files say of him. */
    private static String people(OrganizationId organization) {
        return Estate.ask("""
                SELECT coalesce(string_agg(concat_ws('|', u.display_name, u.department, m.display_name, u.usage_location,
                    u.business_phones, (SELECT string_agg(g.display_name, ',') FROM memberships i JOIN groups g ON g.id = i.group_id
                        WHERE i.member_id = u.id AND i.living),
                    (SELECT count(*) FROM user_licenses l WHERE l.user_id = u.id AND l.held)), E'\n' ORDER BY u.upn), '')
                FROM users u LEFT JOIN users m ON m.id = u.manager_id
                WHERE u.organization_id = ? AND u.deleted_at IS NULL AND u.upn LIKE '%people.example'""", organization.value());
    }

    @Test
    void theSameFilesHearTheSameAndDoTheSame() {
        for (String file : List.of(FIRST, SECOND, SECOND)) {
            JsonNode here = imported(local, file, "");
            JsonNode there = imported(mirror, file, "");
            assertThat(result(mirror, there)).isEqualTo(result(local, here));
            assertThat(there.path("counts")).isEqualTo(here.path("counts"));
            assertThat(people(mirror)).isEqualTo(people(local));
            assertThat(people(tenant)).isEqualTo(people(local));
        }
        assertThat(people(tenant)).isEqualTo("""
                Ada King|Buying|Joan|NO|{"+47 1"}|0
                Grace|Buying|Ada King|{}|0
                Joan|Sales|NO|{}|0""");
    }

    @Test
    void aTrialTellsTheSameAndItsPlanIsCarriedOutThere() {
        JsonNode here = imported(local, FIRST, "?dryRun=true");
        JsonNode there = imported(mirror, FIRST, "?dryRun=true");
        assertThat(result(mirror, there)).isEqualTo(result(local, here)).contains("would create");
        assertThat(people(tenant)).isEmpty();

        String plan = "/api/v1/changes/" + there.path("changeId").asString();
        applied(client.get(plan, token).body());

        assertThat(people(tenant)).contains("Ada|Sales|Joan|NO|{\"+47 1\"}|Editors|1");
    }

    @Test
    void aTenantThatAsksForTimeIsWaitedForAndTheImportIsTakenBackThere() {
        throttle(3);
        JsonNode done = imported(mirror, FIRST, "");
        assertThat(done.path("counts").path("created").asInt())
                .as(done.toString())
                .isEqualTo(2);
        assertThat(people(tenant)).startsWith("Ada").contains("Joan");

        undone(done.path("changeId").asString());

        assertThat(people(tenant)).isEmpty();
        assertThat(people(mirror)).isEmpty();
    }

    @Test
    void whatTheTenantRefusesFailsWithItsReasonAndTheRestIsDone() {
        imported(mirror, FIRST, "");
        Estate.run("DELETE FROM users WHERE organization_id = ? AND upn = 'joan@people.example'", tenant.value());
        JsonNode done =
                imported(mirror, "userPrincipalName,city\nada@people.example,Oslo\njoan@people.example,Oslo\n", "");
        assertThat(done.path("counts").path("updated").asInt())
                .as(done.toString())
                .isEqualTo(1);
        assertThat(done.path("counts").path("failed").asInt()).isEqualTo(1);
        assertThat(result(mirror, done).lines().filter(line -> line.contains("failed")))
                .singleElement()
                .asString()
                .startsWith("joan@people.example,Oslo,failed,");
        JsonNode repaired = imported(mirror, result(mirror, done), "?onlyFailed=true");
        assertThat(repaired.path("counts").path("skipped").asInt()).isEqualTo(1);
        assertThat(repaired.path("counts").path("failed").asInt()).isEqualTo(1);
    }

    @Test
    void passwordsOfAFileAreKeptNowhereAndTheNewOnesNobodyKnows() {
        JsonNode done = imported(
                mirror, "userPrincipalName,displayName,password\nmary@people.example,Mary,orbit-violin-canyon-7\n", "");
        assertThat(result(mirror, done)).contains("created", "The password was left out");
        assertThat(done.path("notes").toString()).contains("New people got a password that nobody knows");
        assertThat(Estate.ask("SELECT count(*) FROM change_targets WHERE after::text LIKE '%violin%'"))
                .isEqualTo("0");
        assertThat(Estate.ask(
                        "SELECT must_change FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.organization_id = '"
                                + tenant + "' AND u.display_name = 'Mary'"))
                .isEqualTo("t");
    }

    @Test
    void anImportWhoseNodeDiedSaysThatItsChangeGoesOn() {
        JsonNode done = imported(mirror, FIRST, "");
        Estate.run(
                "UPDATE imports SET state = 'applying', heard_of_at = now() - interval '2 minutes', finished_at = NULL WHERE id = ?",
                UUID.fromString(done.path("id").asString()));
        JsonNode lost = client.get(
                        "/api/v1/organizations/" + mirror + "/imports/"
                                + done.path("id").asString(),
                        token)
                .body();
        assertThat(lost.path("status").asString()).isEqualTo("failed");
        assertThat(lost.path("problem").asString()).contains("its change goes on");
        assertThat(lost.path("changeId").asString())
                .isEqualTo(done.path("changeId").asString());
    }
}
