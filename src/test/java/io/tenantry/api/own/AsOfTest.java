package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The directory, asked how it was. */
class AsOfTest extends HubTest {
    private Client client = new Client("");
    private OrganizationId home = new OrganizationId(Ids.next());
    private String token = "";
    private UUID ada = Ids.next();
    private UUID grace = Ids.next();
    private UUID group = Ids.next();
    private String before = "";

    @BeforeEach
    void changeMuchSinceThen() {
        client = new Client(hubUrl());
        home = Estate.organization(TestOrganizations.root(), "Before");
        UUID account = Estate.serviceAccount(home, null);
        Estate.assign(home, account, "service account", BuiltInRole.ADMINISTRATORS, home);
        token = client.tokenOf(account);
        ada = Estate.user(home, "Ada");
        grace = Estate.user(home, "Grace");
        group = Ids.next();
        Estate.run(
                "INSERT INTO groups (organization_id, id, object_id, kind, security_enabled, display_name)"
                        + " VALUES (?, ?, ?, 'security', true, 'Engineers')",
                home.value(),
                group,
                group);
        Estate.member(home, group, ada, "user");
        before = now();
        change("users/" + ada, "{\"displayName\": \"Countess\", \"department\": \"Poetry\"}");
        change("groups/" + group, "{\"displayName\": \"Poets\"}");
        send("DELETE", "users/" + grace);
        send("DELETE", "groups/" + group + "/members/" + ada);
        Answer renamed = client.send("PATCH", "/api/v1/organizations/" + home, token, "{\"name\": \"After\"}");
        assertThat(renamed.status()).as(renamed.body().toString()).isEqualTo(200);
        Estate.user(home, "Later");
    }

    @Test
    void listsTellWhoWasThereThenUnderTheNamesOfThen() {
        assertThat(names("users?")).containsExactly("Countess", "Later");
        assertThat(names("users?asOf=" + before + "&count=true")).containsExactly("Ada", "Grace");
        assertThat(names("users?asOf=" + before + "&filter=" + encoded("displayName eq 'ada'")))
                .containsExactly("Ada");
        assertThat(names("users?asOf=" + before + "&search=rac")).containsExactly("Grace");
        assertThat(names("users?asOf=" + before + "&filter=" + encoded("memberOf eq 'Engineers'")))
                .containsExactly("Ada");
        assertThat(names("users?asOf=" + before + "&filter=" + encoded("memberOf eq null")))
                .containsExactly("Grace");
        assertThat(names("users?filter=" + encoded("memberOf in ('Engineers', 'Poets')")))
                .isEmpty();
        assertThat(names("users?asOf=" + before + "&orderBy=" + encoded("displayName desc")))
                .containsExactly("Grace", "Ada");
        assertThat(get("users?asOf=" + before + "&count=true").path("total").asInt())
                .isEqualTo(2);
        assertThat(names("groups?asOf=" + before)).containsExactly("Engineers");
        assertThat(names("groups/" + group + "/members?asOf=" + before)).containsExactly("Ada");
        assertThat(names("groups/" + group + "/members?membership=all&asOf=" + before))
                .containsExactly("Ada");
        assertThat(names("groups/" + group + "/members?")).isEmpty();
        assertThat(names("users/" + ada + "/groups?asOf=" + before)).containsExactly("Engineers");
        assertThat(names("deleted-users?")).containsExactly("Grace");
        assertThat(names("deleted-users?asOf=" + before)).isEmpty();
    }

    @Test
    void pagesOfThePastGoOnInThePast() {
        JsonNode first = get("users?limit=1&asOf=" + before);
        assertThat(first.path("items").path(0).path("displayName").asString()).isEqualTo("Ada");
        String next = first.path("next").asString();
        JsonNode second =
                client.get(next.substring(next.indexOf("/api")), token).body();
        assertThat(second.path("items").path(0).path("displayName").asString()).isEqualTo("Grace");
        assertThat(second.path("next").isNull()).isTrue();
        String now = next.substring(next.indexOf("/api")).replaceAll("asOf=[^&]*&", "");
        assertThat(client.get(now, token).status()).isEqualTo(400);
    }

    @Test
    void aThingIsShownAsItWas() {
        assertThat(get("users/" + ada + "?asOf=" + before).path("displayName").asString())
                .isEqualTo("Ada");
        assertThat(get("users/" + grace + "?asOf=" + before).path("displayName").asString())
                .isEqualTo("Grace");
        assertThat(client.get(path("users/" + grace), token).status()).isEqualTo(404);
        assertThat(get("groups/" + group + "?asOf=" + before)
                        .path("displayName")
                        .asString())
                .isEqualTo("Engineers");
        assertThat(client.get("/api/v1/organizations/" + home + "?asOf=" + before, token)
                        .body()
                        .path("name")
                        .asString())
                .isEqualTo("Before");
        assertThat(client.get("/api/v1/organizations?asOf=" + before, token)
                        .body()
                        .path("items")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("Before");
    }

    @Test
    void licensesAreToldAsTheyWereHeld() {
        Estate.subscription(home, "E3");
        Estate.run("UPDATE users SET usage_location = 'SE' WHERE id = ?", ada);
        String sku = "05e9a617-0261-4cee-bb44-138d3ef5d965";
        String licenses = path("users/" + ada + "/licenses");
        assertThat(client.send("POST", licenses, token, "{\"add\": [{\"skuId\": \"" + sku + "\"}]}")
                        .status())
                .isEqualTo(200);
        String held = now();
        client.send("POST", licenses, token, "{\"remove\": [\"" + sku + "\"]}");

        assertThat(client.get(licenses, token).body().toString()).doesNotContain(sku);
        assertThat(client.get(licenses + "?asOf=" + held, token).body().toString())
                .contains(sku);
        assertThat(client.get(licenses + "?asOf=" + before, token).body().toString())
                .doesNotContain(sku);
        String graph = "/graph/v1/organizations/" + home + "/v1.0/subscribedSkus";
        assertThat(told(graph)).contains("\"consumedUnits\":0");
        assertThat(told(graph + "?asOf=" + held)).contains(sku, "\"consumedUnits\":1");
        assertThat(told(graph + "?asOf=" + before)).doesNotContain(sku);
        String export = path("users/export");
        assertThat(told(export + "?format=json")).contains("Countess").doesNotContain("Grace");
        assertThat(told(export + "?format=json&asOf=" + before))
                .contains("Ada", "Grace")
                .doesNotContain("Countess");
        assertThat(told(export + "?asOf=" + before + "&filter=" + encoded("displayName eq 'Ada'")))
                .contains("Ada")
                .doesNotContain("Grace");
    }

    @Test
    void whatGroupsGiveWhatWasBoughtAndWhatBecameOfItIsToldAsItWas() {
        String subscription = Estate.subscription(home, "E3").toString();
        Estate.run("UPDATE users SET usage_location = 'SE' WHERE id = ?", ada);
        String sku = "05e9a617-0261-4cee-bb44-138d3ef5d965";
        Estate.member(home, group, ada, "user");
        String licenses = path("groups/" + group + "/licenses");
        client.send("POST", licenses, token, "{\"add\": [{\"skuId\": \"" + sku + "\"}]}");
        String bought = now();
        client.send("POST", licenses, token, "{\"remove\": [\"" + sku + "\"]}");
        change("subscriptions/" + subscription, "{\"friendlyName\": \"Renamed\", \"quantity\": 77}");

        assertThat(get("groups/" + group + "/licenses").path("items")).isEmpty();
        assertThat(get("groups/" + group + "/licenses?asOf=" + bought)
                        .path("items")
                        .path(0)
                        .path("holding")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("users/" + ada + "/licenses/" + sku + "/why?asOf=" + bought)
                        .path("paths")
                        .path(0)
                        .path("group")
                        .path("displayName")
                        .asString())
                .isEqualTo("Poets");
        assertThat(get("subscriptions?asOf=" + before).path("items")).isEmpty();
        JsonNode listed = get("subscriptions?count=true&asOf=" + bought);
        assertThat(listed.path("total").asInt()).isEqualTo(1);
        assertThat(listed.path("items").path(0).path("quantity").asInt()).isNotEqualTo(77);
        assertThat(get("subscriptions/" + subscription + "?asOf=" + bought)
                        .path("friendlyName")
                        .asString())
                .isNotEqualTo("Renamed");
        assertThat(client.get(path("subscriptions/" + subscription + "?asOf=" + before), token)
                        .status())
                .isEqualTo(404);
        JsonNode line = get("license-ledger?asOf=" + bought).path("items").path(0);
        assertThat(line.path("assigned").asInt()).isEqualTo(1);
        assertThat(line.path("bought").asInt()).isNotEqualTo(77);
        assertThat(line.path("organizationName").asString()).isEqualTo("After");
        JsonNode today = get("license-ledger").path("items").path(0);
        assertThat(today.path("assigned").asInt()).isZero();
        assertThat(today.path("bought").asInt()).isEqualTo(77);
        assertThat(get("license-ledger?asOf=" + before).path("items")).isEmpty();
    }

    @Test
    void theOtherDialectsTellThePastToo() {
        JsonNode hub = client.get(
                        "/directory/v1/users?%24filter=" + encoded("organizationId eq " + home) + "&asOf=" + before,
                        token)
                .body();
        assertThat(hub.path("value")
                        .valueStream()
                        .map(user -> user.path("displayName").asString())
                        .toList())
                .as(hub.toString())
                .containsExactly("Ada", "Grace");
        JsonNode slc = client.get("/slchub/" + home + "/api/auth/v1/users?asOf=" + before, token)
                .body();
        assertThat(slc.toString()).contains("Ada", "Grace").doesNotContain("Countess");
        String then = "?asOf=" + before;
        String slchub = "/slchub/" + home + "/api/auth/v1/";
        for (String path : List.of(
                slchub + "users/" + ada,
                slchub + "groups/" + group + "/members",
                slchub + "principals",
                "/graph/v1/organizations/" + home + "/v1.0/users",
                "/graph/v1/organizations/" + home + "/v1.0/users/" + objectId("users", ada),
                "/graph/v1/organizations/" + home + "/v1.0/groups/" + objectId("groups", group) + "/members")) {
            assertThat(told(path + then)).as(path).contains("Ada").doesNotContain("Countess");
        }
        for (String path : List.of(
                slchub + "groups/" + group,
                slchub + "users/" + ada + "/groups",
                slchub + "principals/" + ada + "/groups",
                "/graph/v1/organizations/" + home + "/v1.0/groups",
                "/graph/v1/organizations/" + home + "/v1.0/groups/" + objectId("groups", group),
                "/graph/v1/organizations/" + home + "/v1.0/users/" + objectId("users", ada) + "/memberOf")) {
            assertThat(told(path + then)).as(path).contains("Engineers").doesNotContain("Poets");
        }
        for (String path : List.of(
                slchub + "users" + then + "&filter%5BinvitationPending%5D%5BEQ%5D=true",
                "/command/v1/commandblocks" + then)) {
            assertThat(client.get(path, token).status()).as(path).isEqualTo(400);
        }
    }

    private String told(String path) {
        Answer answer = client.get(path, token);
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
        return answer.body().toString();
    }

    private static String objectId(String table, UUID id) {
        return Estate.ask("SELECT object_id FROM " + table + "_history WHERE id = '" + id
                + "' UNION SELECT object_id FROM " + table + " WHERE id = '" + id + "' LIMIT 1");
    }

    @Test
    void aMomentThatCannotBeToldIsRefused() {
        for (String wrong : List.of("yesterday", "2999-01-01", "1999-01-01")) {
            Answer answer = client.get(path("users?asOf=" + wrong), token);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.body().path("target").asString()).isEqualTo("asOf");
        }
    }

    @Test
    void aHistoryTellsEachVersionWithWhoMadeItAndWhy() {
        JsonNode plan = client.send(
                        "POST",
                        "/api/v1/changes",
                        token,
                        "{\"targets\": {\"ids\": [\"" + ada + "\"]}, \"edit\": {\"set\": {\"city\": \"London\"}}}")
                .body();
        String change = "/api/v1/changes/" + plan.path("id").asString();
        client.send(
                "POST",
                change + "/apply",
                token,
                "{\"hash\": \"" + plan.path("hash").asString() + "\"}");
        assertThat(client.get(change + "/events", token).raw().body()).contains("event: end");

        JsonNode versions = get("users/" + ada + "/history").path("items");
        assertThat(versions).hasSize(3);
        JsonNode newest = versions.path(0);
        assertThat(newest.path("changed").toString()).isEqualTo("[\"city\"]");
        assertThat(newest.path("changeId").asString()).isEqualTo(plan.path("id").asString());
        assertThat(newest.path("validUntil").isNull()).isTrue();
        assertThat(versions.path(1).path("action").asString()).isEqualTo("user.change");
        assertThat(versions.path(1).path("by").path("name").asString()).isNotEmpty();
        assertThat(versions.path(2).path("item").path("displayName").asString()).isEqualTo("Ada");
        assertThat(get("groups/" + group + "/history").path("items")).hasSize(2);
        assertThat(client.get("/api/v1/organizations/" + home + "/history", token)
                        .body()
                        .path("items"))
                .hasSize(2);
    }

    @Test
    void aVersionThatIsNoLongerTheNewestIsNotDeleted() {
        assertThat(client.send(HttpRequest.newBuilder(URI.create(hubUrl() + path("users/" + ada)))
                                .header("Authorization", "Bearer " + token)
                                .header("If-Match", "\"1\"")
                                .DELETE()
                                .build())
                        .status())
                .isEqualTo(412);
    }

    private static String now() {
        return Estate.ask("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
    }

    private static String encoded(String text) {
        return Client.form("", text).substring(1).replace("+", "%20");
    }

    private String path(String rest) {
        return "/api/v1/organizations/" + home + "/" + rest;
    }

    private JsonNode get(String rest) {
        Answer answer = client.get(path(rest), token);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private List<String> names(String rest) {
        return get(rest)
                .path("items")
                .valueStream()
                .map(item -> item.path("displayName").asString())
                .toList();
    }

    private void change(String rest, String body) {
        Answer answer = client.send("PATCH", path(rest), token, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private void send(String method, String rest) {
        assertThat(client.send(method, path(rest), token, null).status()).isEqualTo(204);
    }
}
