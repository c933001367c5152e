package io.tenantry.api.snowatlas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.UsageEstate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Users as clients of Snow Atlas read and mark them. */
class AtlasUsersTest extends AtlasTest {
    private static final String NAME = "displayName";

    @Test
    void aPageHasEveryMemberOfTheContractAndNoOther() {
        JsonNode page = ok(get("/users"));

        assertThat(page.propertyNames()).containsExactly("pagination", "items");
        assertThat(page.get("pagination").toString())
                .isEqualTo("{\"page_size\":100,\"page_number\":1,\"total_pages\":1,\"total_items\":3}");
        assertThat(each(page, NAME)).containsExactly("Ada", "Ben", "Eve");
        JsonNode ben = page.get("items").get(1);
        assertThat(ben.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "country",
                        "department",
                        NAME,
                        "email",
                        "username",
                        "createdDate",
                        "lastActive",
                        "discoveryTypes",
                        "isEnabled",
                        "isInReview",
                        "isOnline",
                        "isQualified",
                        "licenseCount",
                        "potentialSavings",
                        "status",
                        "userCostPerMonth");
        assertThat(ben.get("id").asString()).isEqualTo(ben().toString());
        assertThat(ben.get("status").asString()).isEqualTo("Inactive");
        assertThat(ben.get("discoveryTypes").toString()).isEqualTo("[0]");
        assertThat(ben.get("userCostPerMonth").asDouble()).isEqualTo(20);
        assertThat(ben.get("potentialSavings").asDouble()).isEqualTo(20);
        assertThat(ben.get("isQualified").asBoolean()).isTrue();
        assertThat(page.get("items").get(2).get("lastActive").isNull()).isTrue();
        assertThat(page.get("items").get(2).get("status").asString()).isEqualTo("No activity");
        assertThat(ok(get("/users/" + ben()))).isEqualTo(ben);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status -eq Active | Ada",
                "?filter=status -ne 'active' | Ben Eve",
                "(country -eq Japan) -and (licenseCount -ge 1) | Ada",
                "-not (country -eq Norway) | Ada Eve",
                "(department -contains sea) -or (displayName -eq EVE) | Ben Eve",
                "lastActive -le \"2020-01-01T00:00:00Z\" | ``",
                "(potentialSavings -gt 0.5) -and (isEnabled -eq true) | Ben",
                "discoveryTypes -eq 0 | Ada Ben Eve",
                "discoveryTypes -notcontains 0 | ``",
                "name -eq Ben | Ben",
                "(isOnline -eq false) -and (isQualified -eq true) | Ada Ben Eve"
            })
    void findsUsersByFilters(String filter, String names) {
        JsonNode page = ok(get("/users?filter=" + encoded(filter)));
        assertThat(String.join(" ", each(page, NAME))).isEqualTo(names);
        assertThat(page.get("pagination").get("total_items").asInt())
                .isEqualTo(page.get("items").size());
    }

    @Test
    void sortsAndTurnsPages() {
        assertThat(each(ok(get("/users?sort=displayName:desc")), NAME)).containsExactly("Eve", "Ben", "Ada");
        assertThat(each(ok(get("/users?sort=potentialSavings:desc,displayName")), NAME))
                .containsExactly("Ben", "Ada", "Eve");
        JsonNode second = ok(get("/users?page_size=2&page_number=2"));
        assertThat(each(second, NAME)).containsExactly("Eve");
        assertThat(second.get("pagination").toString())
                .isEqualTo("{\"page_size\":2,\"page_number\":2,\"total_pages\":2,\"total_items\":3}");
        JsonNode beyond = ok(get("/users?page_size=1000&page_number=999999999999999999"));
        assertThat(beyond.get("items")).isEmpty();
        assertThat(beyond.get("pagination").get("page_number").asLong()).isEqualTo(999999999999999999L);
        assertThat(beyond.get("pagination").get("total_items").asInt()).isEqualTo(3);
        assertThat(ok(get("/users?filter=" + encoded("country -eq Nowhere"))).get("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page_size=0",
                "page_size=1001",
                "page_size=ten",
                "page_number=0",
                "sort=nobody:asc",
                "sort=status:asc",
                "sort=displayName:up",
                "filter=nobody%20-eq%201",
                "filter=status%20-like%20Active",
                "filter=licenseCount%20-eq%20two",
                "filter=status%20-eq%20Active%20-and%20country%20-eq%20Japan",
                "filter=status%20-eq%20null",
                "filter=(",
                "filter=1%20-eq%201",
                "other=1"
            })
    void refusesWrongQuestions(String parameters) {
        assertRefused(get("/users?" + parameters), 400);
    }

    @Test
    void saysInTheContractsWordsThatSomethingIsNotThere() {
        UUID nobody = UUID.randomUUID();
        Answer missing = get("/users/" + nobody);
        assertRefused(missing, 404);
        assertThat(missing.body().get("error").get("message").asString())
                .isEqualTo("Resource with ID '" + nobody + "' not found.");
        for (String part : List.of("applications", "subscriptions", "discovery-sources")) {
            assertRefused(get("/users/" + nobody + "/" + part), 404);
        }
        assertRefused(get("/users/1-1-1-1-1"), 400);
        assertRefused(get("/users/x/applications"), 400);
        assertRefused(patch("/users/" + nobody, "{\"isOnline\":true}"), 404);
        assertRefused(get("/nothing"), 404);
        assertRefused(client().send("DELETE", VIEW + "/users", token(), null), 405);
    }

    @Test
    void nobodySeesUsersOfOrganizationsOutOfHisReach() {
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Others");
        UUID stranger = UsageEstate.person(other, "Stranger", null);
        assertThat(each(ok(get("/users")), NAME)).doesNotContain("Stranger");
        assertRefused(get("/users/" + stranger), 404);
        assertRefused(get("/users/" + stranger + "/subscriptions"), 404);
        assertRefused(patch("/users/" + stranger, "{\"isOnline\":true}"), 404);
        assertRefused(client().get(VIEW + "/users", null), 401);
        String without = tokenWith(BuiltInRole.HELPDESK, home());
        assertRefused(client().get(VIEW + "/users", without), 403);
        String reader = tokenWith(BuiltInRole.READERS, home());
        ok(client().get(VIEW + "/users", reader));
        assertRefused(client().send("PATCH", VIEW + "/users/" + ada(), reader, "{\"isOnline\":true}"), 403);
    }

    @Test
    void changesOnlyTheMarkersThatAreSent() {
        JsonNode marked = ok(patch("/users/" + ada(), "{\"isInReview\":true}"));
        assertThat(marked.get("isInReview").asBoolean()).isTrue();
        assertThat(marked.get("isOnline").asBoolean()).isFalse();
        assertThat(marked.get("isQualified").asBoolean()).isTrue();
        JsonNode all = ok(patch("/users/" + ada(), "{\"isOnline\":true,\"isInReview\":false,\"isQualified\":false}"));
        assertThat(all.get("isOnline").asBoolean()).isTrue();
        assertThat(all.get("isInReview").asBoolean()).isFalse();
        assertThat(all.get("isQualified").asBoolean()).isFalse();
        assertThat(ok(get("/users/" + ada()))).isEqualTo(all);
        assertThat(ok(get("/users/" + ben())).get("isOnline").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "nothing",
                "{\"isOnline\":null}",
                "{\"isOnline\":\"true\"}",
                "{\"isOnline\":1}",
                "{\"isOnline\":true,\"status\":\"Active\"}",
                "{\"isonline\":true}"
            })
    void refusesWrongMarkers(String body) {
        assertRefused(patch("/users/" + ada(), body), 400);
        assertThat(ok(get("/users/" + ada())).get("isOnline").asBoolean()).isFalse();
    }

    @Test
    void tellsWhatAUserUsesAndWhoToldOfHim() {
        JsonNode applications = ok(get("/users/" + ada() + "/applications"));
        assertThat(applications.get("items")).hasSize(1);
        JsonNode application = applications.get("items").get(0);
        assertThat(application.propertyNames())
                .containsExactlyInAnyOrder("id", "name", "vendor", "vendorId", "lastActive", "discoveryTypes");
        assertThat(application.get("id").asString()).isEqualTo(app().toString());
        assertThat(application.get("vendor").asString()).isEqualTo("Microsoft Corporation");

        JsonNode subscription = ok(get("/users/" + ben() + "/subscriptions?sort=totalCostPerMonth:desc"))
                .get("items")
                .get(0);
        assertThat(subscription.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "applicationId",
                        "applicationName",
                        "vendor",
                        "vendorId",
                        "discoverySource",
                        "discoveryType",
                        "firstDiscovered",
                        "lastActivity",
                        "potentialSavings",
                        "totalCostPerMonth");
        assertThat(subscription.get("id").asString()).isEqualTo(plan().toString());
        assertThat(subscription.get("potentialSavings").asDouble()).isEqualTo(20);
        assertThat(subscription.get("vendorId")).isEqualTo(application.get("vendorId"));

        JsonNode source = ok(get("/users/" + ada() + "/discovery-sources?filter=" + encoded("type -eq 0")))
                .get("items")
                .get(0);
        assertThat(source.propertyNames()).containsExactlyInAnyOrder("id", "name", "type", "created");
        assertThat(source.get("id").asString()).isEqualTo(source().toString());
        assertThat(source.get("name").asString()).isEqualTo("saas.collectors.m365");
        assertThat(ok(get("/users/" + eve() + "/applications")).get("items")).isEmpty();
        assertThat(each(ok(get("/users/" + ada() + "/subscriptions?filter=" + encoded("id -eq " + plan()))), "name"))
                .containsExactly("PowerApps Premium");
    }

    @Test
    void tellsTheSubscriptionsOfManyUsersAtOnce() {
        JsonNode page = ok(get("/users/subscriptions?page_size=2"));
        assertThat(each(page, "userId")).containsExactly(ada().toString(), ben().toString());
        assertThat(page.get("pagination").get("total_items").asInt()).isEqualTo(3);
        JsonNode one = page.get("items").get(0).get("subscriptions").get(0);
        assertThat(one)
                .isEqualTo(ok(get("/users/" + ada() + "/subscriptions"))
                        .get("items")
                        .get(0));

        JsonNode some = ok(post("/users/subscriptions", "{\"ids\":[\"" + ben() + "\",\"" + eve() + "\"]}"));
        assertThat(each(some, "userId")).containsExactly(ben().toString());
        assertRefused(post("/users/subscriptions", "{}"), 400);
        assertRefused(post("/users/subscriptions", "{\"ids\":[\"x\"]}"), 400);
        assertRefused(post("/users/subscriptions", "{\"ids\":[7]}"), 400);
    }

    @Test
    void tellsTheFiguresOfTodayAndOfTheDaysBetween() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        JsonNode kpi =
                ok(get("/users/kpi?fromDate=" + today.minusDays(3) + "T00:00:00Z&toDate=" + today + "T00:00:00Z"));
        assertThat(kpi.propertyNames())
                .containsExactlyInAnyOrder(
                        "total",
                        "active",
                        "inactive",
                        "noActivity",
                        "totalTrend",
                        "activeTrend",
                        "inactiveTrend",
                        "noActivityTrend",
                        "totalChartData",
                        "activeChartData",
                        "inactiveChartData",
                        "noActivityChartData",
                        "currentTotalChartData",
                        "currentActiveChartData",
                        "currentInactiveChartData",
                        "currentNoActivityChartData");
        assertThat(kpi.get("total").asInt()).isEqualTo(3);
        assertThat(kpi.get("active").asInt()).isEqualTo(1);
        assertThat(kpi.get("inactive").asInt()).isEqualTo(1);
        assertThat(kpi.get("noActivity").asInt()).isEqualTo(1);
        JsonNode current = kpi.get("currentTotalChartData").get(0);
        assertThat(current.propertyNames()).containsExactlyInAnyOrder("date", "total", "added", "removed");
        assertThat(current.get("date").asString()).isEqualTo(today + "T00:00:00Z");
        assertThat(kpi.get("currentActiveChartData").get(0).toString())
                .isEqualTo("{\"date\":\"" + today + "T00:00:00Z\",\"active\":1,\"total\":3}");
        JsonNode chart = kpi.get("totalChartData");
        assertThat(chart.get(chart.size() - 1)).isEqualTo(current);

        assertRefused(get("/users/kpi"), 400);
        assertRefused(get("/users/kpi?fromDate=" + today + "T00:00:00Z"), 400);
        assertRefused(get("/users/kpi?fromDate=yesterday&toDate=today"), 400);
        assertRefused(get("/users/kpi?fromDate=" + today + "&toDate=" + today.minusDays(1)), 400);
        assertRefused(get("/users/kpi?fromDate=" + today.minusDays(401) + "&toDate=" + today), 400);
    }
}
