package io.tenantry.api.snowatlas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Applications, their users, and who has a subscription. */
class AtlasApplicationsTest extends AtlasTest {
    @Test
    void tellsApplicationsWithTheirFigures() {
        JsonNode page = ok(get("/applications?filter=" + encoded("vendor -contains microsoft")));
        assertThat(each(page, "name")).containsExactly("PowerApps");
        JsonNode application = page.get("items").get(0);
        assertThat(application.get("users").asInt()).isEqualTo(2);
        assertThat(application.get("activeUsers").asInt()).isOne();
        assertThat(application.get("costPerMonth").asDouble()).isEqualTo(40);
        assertThat(application.get("potentialSavings").asDouble()).isEqualTo(20);
        assertThat(ok(get("/applications/" + app()))).isEqualTo(application);
        assertThat(each(ok(get("/applications?filter=" + encoded("activeUsers -lt 1"))), "name"))
                .isEmpty();
        assertRefused(get("/applications/" + UUID.randomUUID()), 404);
        assertRefused(get("/applications/x"), 400);
        assertRefused(get("/applications?sort=nobody"), 400);
    }

    @Test
    void tellsTheUsersOfAnApplicationAndTheirFigures() {
        JsonNode users = ok(get("/applications/" + app() + "/users?sort=displayName:desc"));
        assertThat(each(users, "displayName")).containsExactly("Ben", "Ada");
        assertThat(each(users, "status")).containsExactly("Inactive", "Active");
        assertThat(users.get("items").get(0).get("potentialSavings").asDouble()).isEqualTo(20);
        assertThat(each(
                        ok(get("/applications/" + app() + "/users?filter=" + encoded("status -eq Active"))),
                        "displayName"))
                .containsExactly("Ada");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        JsonNode kpi = ok(get("/applications/" + app() + "/kpi?fromDate=" + today + "&toDate=" + today));
        assertThat(kpi.get("total").asInt()).isEqualTo(2);
        assertThat(kpi.get("active").asInt()).isOne();
        assertRefused(get("/applications/" + UUID.randomUUID() + "/users"), 404);
        assertRefused(get("/applications/" + app() + "/kpi"), 400);
    }

    @Test
    void describesManyApplicationsAtOnce() {
        Answer begun = post(
                "/applications/bulk-update",
                "{\"scope\":\"Only\",\"ids\":[\"" + app() + "\",\"nobody\"],\"body\":{\"category\":\"Development\"}}");
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        String id = begun.body().get("id").asString();
        assertThat(ok(get("/tasks/" + id)).get("status").asString()).isEqualTo("Complete");
        JsonNode summary = ok(get("/applications/bulk-update/" + id));
        assertThat(summary.get("successCount").asInt()).isOne();
        assertThat(summary.get("failed").toString()).isEqualTo("[\"nobody\"]");
        assertThat(ok(get("/applications/" + app())).get("category").asString()).isEqualTo("Development");
        assertThat(ok(get("/applications/" + app())).get("vendor").asString()).isEqualTo("Microsoft Corporation");
        assertRefused(post("/applications/bulk-update", "{\"scope\":\"All\",\"body\":{}}"), 400);
        assertRefused(post("/applications/bulk-update", "{\"scope\":\"Only\",\"body\":{\"category\":\"x\"}}"), 400);
        assertRefused(get("/applications/bulk-update/" + UUID.randomUUID()), 404);
    }

    @Test
    void tellsTheValuesThatFiltersCanBeChosenFrom() {
        assertThat(ok(get("/applications/lookup-values?field=vendor"))
                        .get("items")
                        .toString())
                .isEqualTo("[\"Microsoft Corporation\"]");
        assertThat(ok(get("/applications/lookup-values?field=name&search=POWER"))
                        .get("items"))
                .hasSize(1);
        assertThat(ok(get("/applications/lookup-values?field=name&search=none")).get("items"))
                .isEmpty();
        assertThat(ok(get("/applications/" + app() + "/users/lookup-values?field=department"))
                        .get("items")
                        .toString())
                .isEqualTo("[\"Research\",\"Sales\"]");
        assertRefused(get("/applications/lookup-values?field=createdDate"), 400);
        assertRefused(get("/applications/lookup-values?field=nobody"), 400);
        assertRefused(get("/applications/lookup-values"), 400);
        assertRefused(get("/applications/" + UUID.randomUUID() + "/users/lookup-values?field=country"), 404);
    }

    @Test
    void takesASubscriptionFromUsersOrFromNobody() {
        String users = "/subscriptions/" + plan() + "/users";
        assertThat(each(ok(get(users)), "id")).containsExactlyInAnyOrder(ada().toString(), ben().toString());
        assertThat(ok(get(users)).at("/pagination/total_items").asInt()).isEqualTo(2);
        assertThat(each(ok(get(users + "?sort=lastActivity:desc")), "id"))
                .containsExactly(ada().toString(), ben().toString());
        JsonNode wasted = ok(get(users + "?sort=userId&filter=" + encoded("potentialSavings -gt 0")));
        assertThat(each(wasted, "id")).containsExactly(ben().toString());
        assertThat(wasted.at("/pagination/total_items").asInt()).isOne();
        assertThat(ok(get("/subscriptions/" + UUID.randomUUID() + "/users")).get("items"))
                .isEmpty();
        assertRefused(client().send("DELETE", VIEW + users + "/" + ada() + "," + eve(), token(), null), 404);
        assertThat(ok(get(users)).get("items")).hasSize(2);
        assertRefused(client().send("DELETE", VIEW + users + "/x", token(), null), 400);
        String reader = tokenWith(BuiltInRole.READERS, home());
        assertRefused(client().send("DELETE", VIEW + users + "/" + ada(), reader, null), 403);

        assertThat(client().send("DELETE", VIEW + users + "/" + ben(), token(), null)
                        .status())
                .isEqualTo(204);
        assertThat(each(ok(get(users)), "id")).containsExactly(ada().toString());
        assertThat(ok(get("/users/" + ben() + "/subscriptions")).get("items")).isEmpty();
    }

    @Test
    void tellsWhatWasDone() {
        patch("/users/" + ada(), "{\"isOnline\":true}");
        JsonNode log = ok(client().get("/api/audit/v2/logs?filter=" + encoded("type -eq person.mark"), token()));
        assertThat(log.get("items")).hasSize(1);
        JsonNode entry = log.get("items").get(0);
        assertThat(entry.get("accountId").asString()).isEqualTo(home().toString());
        assertThat(entry.get("category").asString()).isEqualTo("person");
        assertThat(entry.get("resourceId").asString()).isEqualTo(ada().toString());
        assertThat(entry.get("ipAddress").isNull()).isTrue();
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Others");
        assertRefused(client().get("/api/audit/v2/logs?accountId=" + other, token()), 403);
        assertRefused(client().get("/api/audit/v2/logs?filter=" + encoded("ipAddress -eq x"), token()), 400);
    }
}
