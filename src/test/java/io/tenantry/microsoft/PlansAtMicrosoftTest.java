package io.tenantry.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.tenancy.OrganizationId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Plans of changes to people who live at Microsoft, for which another organization of the same hub stands in. */
class PlansAtMicrosoftTest extends TenantAndMirror {
    private static final int PEOPLE = 5;

    @BeforeEach
    void begin() {
        found();
        for (int i = 0; i < PEOPLE; i++) {
            Estate.user(tenant, "P" + i);
        }
        connect();
    }

    private JsonNode plan(String edit) {
        Answer plan = client.send(
                "POST",
                "/api/v1/changes",
                token,
                "{\"targets\": {\"organizationIds\": [\"" + mirror
                        + "\"], \"filter\": \"startswith(displayName,'P')\"}, \"edit\": " + edit + "}");
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        return plan.body();
    }

    private static long count(OrganizationId organization, String department) {
        return Long.parseLong(Estate.ask("SELECT count(*) FROM users WHERE organization_id = '" + organization
                + "' AND department = '" + department + "'"));
    }

    @Test
    void aPlanIsCarriedOutAtMicrosoftOneByOneAndUndoneThere() {
        JsonNode plan = plan("{\"set\": {\"department\": \"Sales\"}}");
        assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(PEOPLE);
        JsonNode done = applied(plan);
        assertThat(done.path("progress").path("done").asInt())
                .as(done.toString())
                .isEqualTo(PEOPLE);
        assertThat(count(tenant, "Sales")).isEqualTo(PEOPLE);
        assertThat(count(mirror, "Sales")).isEqualTo(PEOPLE);

        JsonNode undone = undone(plan.path("id").asString());
        assertThat(undone.path("progress").path("done").asInt())
                .as(undone.toString())
                .isEqualTo(PEOPLE);
        assertThat(count(tenant, "Sales")).isZero();
    }

    @Test
    void peopleAreMadeThereByAFileAndDeletedThereByItsUndo() {
        Answer plan = upload("/api/v1/organizations/" + mirror + "/change-files?create=true", """
                userPrincipalName,displayName,department
                mary@people.example,Mary,Sales
                joan@people.example,Joan,Sales
                """, token);
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        assertThat(plan.body().path("edits").toString()).contains("create");
        JsonNode done = applied(plan.body());
        assertThat(done.path("progress").path("done").asInt())
                .as(done.toString())
                .isEqualTo(2);
        assertThat(count(tenant, "Sales")).isEqualTo(2);
        assertThat(count(mirror, "Sales")).isEqualTo(2);

        JsonNode undone = undone(plan.body().path("id").asString());
        assertThat(undone.path("progress").path("done").asInt())
                .as(undone.toString())
                .isEqualTo(2);
        assertThat(Estate.ask("SELECT count(*) FROM users WHERE organization_id = '" + tenant
                        + "' AND department = 'Sales' AND deleted_at IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void aTenantThatAsksForTimeIsWaitedForAndWhatSomebodyElseChangedIsLeftAlone() {
        JsonNode plan = plan("{\"set\": {\"department\": \"Sales\"}}");
        throttle(3);
        Estate.run("UPDATE users SET city = 'Oslo' WHERE organization_id = ? AND display_name = 'P1'", mirror.value());

        JsonNode done = applied(plan);

        assertThat(done.path("progress").path("done").asInt())
                .as(done.toString())
                .isEqualTo(PEOPLE - 1);
        assertThat(done.path("progress").path("conflicts").asInt()).isEqualTo(1);
        assertThat(count(tenant, "Sales")).isEqualTo(PEOPLE - 1L);
    }

    @Test
    void whatTheProviderRefusesFailsWithItsReasonAndTheRestIsDone() {
        JsonNode plan = plan("{\"set\": {\"department\": \"Sales\"}}");
        Estate.run("DELETE FROM users WHERE organization_id = ? AND display_name = 'P2'", tenant.value());

        JsonNode done = applied(plan);

        assertThat(done.path("progress").path("done").asInt())
                .as(done.toString())
                .isEqualTo(PEOPLE - 1);
        assertThat(done.path("progress").path("failed").asInt()).isEqualTo(1);
    }
}
