package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.FinishedImport;
import io.tenantry.access.BuiltInRole;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Imports are changes: they are listed among them, planned by a trial, and taken back. */
class ImportedChangesTest extends PlannedChanges {
    private static final String PEOPLE = """
            userPrincipalName,displayName,city,accountEnabled
            mary@people.example,Mary,Oslo,
            joan@people.example,Joan,,no
            nobody,Nobody,,
            """;

    @Test
    void whatWasImportedIsAChangeThatIsDone() {
        JsonNode done = imported(PEOPLE, "");
        JsonNode change = change(done);
        assertThat(change.path("state").asString()).isEqualTo("done");
        assertThat(change.path("title").asString()).isEqualTo("Import: plain CSV");
        assertThat(change.path("edits").toString()).contains("create", "disable");
        assertThat(change.path("progress").path("done").asInt()).isEqualTo(2);
        assertThat(change.path("counts").path("planned").asInt()).isEqualTo(2);
        assertThat(change.path("hash").asString()).hasSize(64);
        assertThat(targets(change))
                .extracting(target -> target.path("state").asString())
                .containsOnly("done");
        assertThat(targets(change).getFirst().path("after").path("city").asString())
                .isEqualTo("Oslo");
        assertThat(client.get("/api/v1/changes?limit=1", token)
                        .body()
                        .path("items")
                        .toString())
                .contains(done.path("changeId").asString());
    }

    @Test
    void anImportIsTakenBackWithAllThatItChanged() {
        imported("userPrincipalName,displayName,city\nmary@people.example,Mary,Oslo\n", "");
        JsonNode second = imported("""
                userPrincipalName,displayName,city
                mary@people.example,Mary Ann,Bergen
                joan@people.example,Joan,Narvik
                """, "");
        Answer undo = client.send("POST", path(change(second)) + "/undo", token, "{}");
        assertThat(undo.status()).as(undo.body().toString()).isEqualTo(201);
        assertThat(finishedAfter(apply(undo.body()), undo.body())
                        .path("progress")
                        .path("done")
                        .asInt())
                .isEqualTo(2);
        assertThat(ask(
                        "SELECT string_agg(display_name || ' of ' || city, ', ') FROM users WHERE organization_id = ?"
                                + " AND upn LIKE '%@people.example' AND deleted_at IS NULL",
                        home.value()))
                .isEqualTo("Mary of Oslo");
    }

    @Test
    void aTrialIsAPlanThatCanBeAppliedLater() {
        imported(
                "userPrincipalName,displayName,id\nmary@people.example,Mary,7cc0c81b-f2a2-489a-8243-eda96da42101\n",
                "");
        JsonNode trial = imported("""
                userPrincipalName,displayName,id,manager,businessPhones
                mary.ann@people.example,Mary Ann,7cc0c81b-f2a2-489a-8243-eda96da42101,,
                joan@people.example,Joan,7cc0c81b-f2a2-489a-8243-eda96da42102,mary.ann@people.example,+47 1;+47 2
                """, "?dryRun=true");
        JsonNode plan = change(trial);
        assertThat(plan.path("state").asString()).isEqualTo("planned");
        assertThat(ask(
                        "SELECT count(*)::text FROM users WHERE organization_id = ? AND upn LIKE '%people.example'",
                        home.value()))
                .isEqualTo("1");

        finishedAfter(apply(plan), plan);

        assertThat(ask("""
                SELECT string_agg(concat_ws('|', u.upn, u.former_upns, m.display_name, u.object_id, u.business_phones, u.version), ' ' ORDER BY u.upn)
                FROM users u LEFT JOIN users m ON m.id = u.manager_id
                WHERE u.organization_id = ? AND u.upn LIKE '%people.example'""", home.value()))
                .isEqualTo(
                        "joan@people.example|{}|Mary Ann|7cc0c81b-f2a2-489a-8243-eda96da42102|{\"+47 1\",\"+47 2\"}|1"
                                + " mary.ann@people.example|{mary@people.example}|7cc0c81b-f2a2-489a-8243-eda96da42101|{}|2");
        JsonNode again = imported(
                "userPrincipalName,displayName\nmary.ann@people.example,Mary Ann\njoan@people.example,Joan\n", "");
        assertThat(again.path("counts").path("unchanged").asInt()).isEqualTo(2);
        assertThat(again.path("changeId").isNull()).isTrue();
    }

    @Test
    void aPlanKeepsNoPasswordsAndSaysSo() {
        JsonNode plan = change(imported(
                "userPrincipalName,displayName,password\nmary@people.example,Mary,orbit-violin-canyon-7\n",
                "?dryRun=true"));
        assertThat(targets(plan)).singleElement().satisfies(target -> {
            assertThat(target.path("state").asString()).isEqualTo("blocked");
            assertThat(target.path("reason").asString()).contains("password");
        });
        assertThat(plan.toString() + targets(plan)).doesNotContain("orbit");
    }

    @Test
    void groupsAndLicensesAreColumns() {
        UUID editors = Estate.group(home, "Editors");
        Estate.subscription(home, "E3");
        String file = """
                userPrincipalName,displayName,usageLocation,addToGroups,addLicenses
                mary@people.example,Mary,NO,editors,SPE_E3
                joan@people.example,Joan,NO,Editors;Nobodies,
                tove@people.example,Tove,,,SPE_E3
                %s,,,Editors,
                """.formatted(ask("SELECT upn FROM users WHERE id = ?", ada));
        JsonNode done = imported(file, "");
        assertThat(done.path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(done.path("counts").path("updated").asInt()).isEqualTo(1);
        assertThat(done.path("counts").path("failed").asInt()).isEqualTo(2);
        assertThat(result(done)).contains("There is no group Nobodies", "A license needs a usage location");
        assertThat(ask(
                        "SELECT string_agg(u.display_name, ', ' ORDER BY u.display_name) FROM memberships m JOIN users u"
                                + " ON u.id = m.member_id WHERE m.group_id = ? AND m.living",
                        editors))
                .isEqualTo("Ada, Mary");
        assertThat(ask("SELECT count(*)::text FROM user_licenses WHERE organization_id = ? AND held", home.value()))
                .isEqualTo("1");
        JsonNode change = change(done);
        assertThat(change.path("edits").toString()).contains("create", "memberships", "licenses");
        JsonNode again = imported(file, "");
        assertThat(again.path("counts").path("unchanged").asInt()).isEqualTo(2);

        Answer undo = client.send("POST", path(change) + "/undo", token, "{}");
        finishedAfter(apply(undo.body()), undo.body());
        assertThat(ask("SELECT count(*)::text FROM memberships WHERE group_id = ? AND living", editors))
                .isEqualTo("0");
        assertThat(ask("SELECT count(*)::text FROM user_licenses WHERE organization_id = ? AND held", home.value()))
                .isEqualTo("0");
    }

    @Test
    void aTrialWithGroupsIsAppliedAsAPlan() {
        UUID editors = Estate.group(home, "Editors");
        JsonNode trial = imported(
                "userPrincipalName,displayName,addToGroups\nmary@people.example,Mary,Editors\n", "?dryRun=true");
        assertThat(result(trial)).contains("would create,groups change");
        JsonNode plan = change(trial);
        finishedAfter(apply(plan), plan);
        assertThat(ask(
                        "SELECT u.display_name FROM memberships m JOIN users u ON u.id = m.member_id WHERE m.group_id = ?"
                                + " AND m.living",
                        editors))
                .isEqualTo("Mary");
    }

    @Test
    void onlyWhatFailedIsDoneAgain() {
        JsonNode first = imported(PEOPLE, "");
        String repaired = result(first).replace("nobody,", "nobody@people.example,");
        Estate.run(
                "UPDATE users SET city = 'Bergen' WHERE organization_id = ? AND upn = 'mary@people.example'",
                home.value());

        JsonNode second = imported(repaired, "?onlyFailed=true");

        assertThat(second.path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(second.path("counts").path("skipped").asInt()).isEqualTo(2);
        assertThat(ask(
                        "SELECT city FROM users WHERE organization_id = ? AND upn = 'mary@people.example'",
                        home.value()))
                .isEqualTo("Bergen");
        assertThat(targets(change(second))).hasSize(1);
        JsonNode unknown = imported(PEOPLE, "?onlyFailed=true");
        assertThat(unknown.path("problem").asString()).contains("Tenantry result");
    }

    @Test
    void rulesOfTheOrganizationHoldForImportsToo() {
        rules("""
                {"rules": [{"name": "More than one is made", "edits": ["create"], "moreThan": 1}]}""");
        JsonNode waiting = imported(PEOPLE, "");
        assertThat(waiting.path("dryRun").asBoolean()).isTrue();
        assertThat(waiting.path("notes").toString()).contains("somebody else has to agree");
        assertThat(change(waiting).path("state").asString()).isEqualTo("waiting");
        assertThat(ask(
                        "SELECT count(*)::text FROM users WHERE organization_id = ? AND upn LIKE '%people.example'",
                        home.value()))
                .isEqualTo("0");

        JsonNode small = imported("userPrincipalName,displayName\nmary@people.example,Mary\n", "");
        assertThat(change(small).path("state").asString()).isEqualTo("done");
        assertThat(ask(
                        "SELECT version::text FROM users WHERE organization_id = ? AND upn = 'mary@people.example'",
                        home.value()))
                .isEqualTo("1");
        String undone = path(
                client.send("POST", path(change(small)) + "/undo", token, "{}").body());
        assertThat(targets(client.get(undone, token).body()))
                .singleElement()
                .satisfies(target -> assertThat(target.path("state").asString()).isEqualTo("planned"));
    }

    @Test
    void whoeverMayNotGiveLicensesImportsNone() {
        UUID account = Estate.serviceAccount(home, null);
        Estate.assign(home, account, "service account", BuiltInRole.USER_ADMINISTRATORS, home);
        String other = token;
        token = client.tokenOf(account);
        JsonNode failed = imported("userPrincipalName,displayName,addLicenses\nmary@people.example,Mary,SPE_E3\n", "");
        token = other;
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(ask(
                        "SELECT count(*)::text FROM users WHERE organization_id = ? AND upn LIKE '%people.example'",
                        home.value()))
                .isEqualTo("0");
    }

    private JsonNode finishedAfter(Answer applied, JsonNode plan) {
        assertThat(applied.status()).as(applied.body().toString()).isIn(200, 202);
        return finished(plan);
    }

    private JsonNode imported(String content, String query) {
        Answer accepted = client.send(HttpRequest.newBuilder(URI.create(hubUrl() + organization() + "/imports" + query))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build());
        return FinishedImport.of(client, accepted, token);
    }

    private JsonNode change(JsonNode done) {
        assertThat(done.path("status").asString()).as(done.toString()).isEqualTo("done");
        return client.get("/api/v1/changes/" + done.path("changeId").asString(), token)
                .body();
    }

    private String result(JsonNode done) {
        return client.get(organization() + "/imports/" + done.path("id").asString() + "/result", token)
                .raw()
                .body();
    }
}
