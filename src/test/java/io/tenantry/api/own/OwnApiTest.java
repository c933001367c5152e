package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OwnApiTest extends HubTest {
    private OrganizationId reseller;
    private Client client;
    private String token;

    @BeforeEach
    void signIn() {
        reseller = new OrganizationId(UUID.randomUUID());
        Estate.run(
                "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, ?, 'reseller', 'Reseller')",
                reseller.value(),
                TestOrganizations.root().value());
        UUID account = Estate.serviceAccount(reseller, null);
        Estate.assign(reseller, account, "service account", BuiltInRole.ADMINISTRATORS, reseller);
        client = new Client(hubUrl());
        token = client.tokenOf(account);
    }

    @Test
    void makesReadsChangesAndDeletesAnOrganization() {
        Answer created = post("/api/v1/organizations", """
                {"parentId": "%s", "kind": "customer", "name": "Åkers Bruk", "tags": ["gold"], "domains": ["akers.example"]}
                """.formatted(reseller));
        assertThat(created.status()).isEqualTo(201);
        String location = location(created);
        assertThat(created.body().get("domains").get(0).get("isInitial").asBoolean())
                .isTrue();

        Answer read = client.get(location, token);
        assertThat(read.body()).isEqualTo(created.body());
        String seen = read.header("ETag");
        assertThat(ifMatch("PATCH", location, seen, "{\"name\": \"Akers\", \"settings\": {\"ring\": 2}}")
                        .status())
                .isEqualTo(200);
        Answer late = ifMatch("PATCH", location, seen, "{\"name\": \"Too late\"}");
        assertThat(late.status()).isEqualTo(412);
        assertThat(client.get(location, token).body().get("name").asString()).isEqualTo("Akers");

        assertThat(client.send("DELETE", location, token, null).status()).isEqualTo(204);
        assertThat(client.get(location, token).status()).isEqualTo(404);
        assertThat(post(location + "/restore", null).status()).isEqualTo(200);
    }

    @Test
    void movesTagsAndNamesOrganizations() {
        String first = organization("First");
        String second = location(post("/api/v1/organizations", """
                {"parentId": "%s", "kind": "reseller", "name": "Second"}""".formatted(reseller)));
        String parent = second.substring(second.lastIndexOf('/') + 1);

        assertThat(post(first + "/move", "{\"parentId\": \"%s\"}".formatted(parent))
                        .body()
                        .get("parentId")
                        .asString())
                .isEqualTo(parent);
        assertThat(post(first + "/tags", "{\"add\": [\"gold\", \"emea\"]}").status())
                .isEqualTo(200);
        assertThat(names(client.get("/api/v1/organizations?tag=emea&filter=parentId%20eq%20" + parent, token)))
                .containsExactly("First");
        assertThat(post(first + "/domains", "{\"name\": \"one.example\"}").status())
                .isEqualTo(201);
        assertThat(post(first + "/domains", "{\"name\": \"two.example\"}").status())
                .isEqualTo(201);
        JsonNode after = client.send("PATCH", first + "/domains/two.example", token, "{\"isDefault\": true}")
                .body();
        assertThat(after.get("domains").get(0).get("name").asString()).isEqualTo("two.example");
        assertThat(client.send("DELETE", first + "/domains/one.example", token, null)
                        .status())
                .as("the initial domain")
                .isEqualTo(409);
    }

    @Test
    void walksAListByItsNextLinksAndCountsIt() {
        for (int number = 0; number < 5; number++) {
            organization("Customer " + number);
        }
        String path = "/api/v1/organizations?filter=" + encoded("kind eq 'customer'")
                + "&orderBy=name%20desc&limit=2&count=true";
        List<String> met = new ArrayList<>();
        while (path != null) {
            Answer page = client.get(path, token);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body().get("total").asInt()).isEqualTo(5);
            met.addAll(names(page));
            JsonNode next = page.body().get("next");
            path = next.isNull() ? null : next.asString().substring(hubUrl().length());
        }
        assertThat(met).containsExactly("Customer 4", "Customer 3", "Customer 2", "Customer 1", "Customer 0");
    }

    @Test
    void caresForAPersonFromTheFirstDayToTheLast() {
        String customer = organization("People");
        post(customer + "/domains", "{\"name\": \"people.example\"}");
        Answer created = post(customer + "/users", """
                {"displayName": "Ada Lovelace", "userPrincipalName": "ada@people.example", "department": "Engines"}""");
        assertThat(created.status()).isEqualTo(201);
        String ada = location(created);

        Answer changed = ifMatch("PATCH", ada, created.header("ETag"), """
                {"department": null, "businessPhones": ["+46 8 123 45 67"], "userPrincipalName": "ada.king@people.example"}""");
        assertThat(changed.body().get("department").isNull()).isTrue();
        assertThat(changed.body().get("formerUserPrincipalNames").get(0).asString())
                .isEqualTo("ada@people.example");
        assertThat(client.get(customer + "/users/ada.king@people.example", token)
                        .status())
                .isEqualTo(200);

        assertThat(client.send("DELETE", ada, token, null).status()).isEqualTo(204);
        assertThat(client.get(ada, token).status()).isEqualTo(404);
        assertThat(client.get(customer + "/deleted-users?select=id,displayName", token)
                        .body()
                        .get("items")
                        .toString())
                .contains("Ada Lovelace")
                .doesNotContain("userPrincipalName");
        assertThat(post(ada + "/restore", null).status()).isEqualTo(200);
        assertThat(client.get(ada, token).status()).isEqualTo(200);
    }

    @Test
    void givesANewPersonAFirstPassword() {
        String customer = organization("Passwords");
        post(customer + "/domains", "{\"name\": \"passwords.example\"}");
        String person = """
                {"displayName": "Ada", "userPrincipalName": "%s@passwords.example", "password": "%s", "mustChangePassword": true}""";
        Answer weak = post(customer + "/users", person.formatted("ada", "short"));
        assertThat(weak.status()).isEqualTo(400);
        assertThat(client.get(customer + "/users/ada@passwords.example", token).status())
                .as("nobody is made with a password that is none")
                .isEqualTo(404);
        Answer made = post(customer + "/users", person.formatted("ada", "rowing-Tulip-orbit-77"));
        UUID ada = id(location(made));
        assertThat(made.raw().body()).doesNotContain("Tulip");
        assertThat(Estate.run("UPDATE credentials SET must_change = true WHERE user_id = ? AND must_change", ada))
                .isEqualTo(1);
        assertThat(client.get(customer + "/audit?filter=" + encoded("action eq 'user.password.set'"), token)
                        .body()
                        .get("items")
                        .toString())
                .contains(ada.toString())
                .doesNotContain("Tulip");
        Answer alone = post(customer + "/users", """
                {"displayName": "Noon", "userPrincipalName": "noon@passwords.example", "mustChangePassword": true}""");
        assertThat(alone.status()).isEqualTo(400);
        assertThat(alone.body().get("target").asString()).isEqualTo("mustChangePassword");
    }

    @Test
    void findsPeopleOverAllOrganizationsOfTheCallerAndNoOthers() {
        String word = "zq" + UUID.randomUUID().toString().substring(0, 8);
        for (String name : List.of("One", "Two")) {
            String customer = organization(name);
            post(customer + "/domains", "{\"name\": \"%s.example\"}".formatted(name.toLowerCase(Locale.ROOT)));
            post(customer + "/users", """
                    {"displayName": "Grace %1$s", "userPrincipalName": "g@%1$s.example", "mobilePhone": "+1 (555) %2$s"}""".formatted(name, word));
        }
        OrganizationId foreign = Estate.organization(TestOrganizations.root(), "Foreign");
        Estate.user(foreign, word);

        JsonNode hits =
                client.get("/api/v1/search?text=" + word + "&count=true", token).body();

        assertThat(hits.get("total").asInt()).isEqualTo(2);
        assertThat(hits.get("items"))
                .extracting(hit -> hit.get("organization").get("name").asString())
                .containsExactly("One", "Two");
        assertThat(client.get("/api/v1/users?search=" + word + "&limit=1", token)
                        .body()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void keepsGroupsAndTheirMembers() {
        String customer = organization("Groups");
        String outer = location(post(customer + "/groups", "{\"displayName\": \"Outer\", \"kind\": \"security\"}"));
        String inner = location(post(customer + "/groups", "{\"displayName\": \"Inner\"}"));
        UUID user = Estate.user(new OrganizationId(id(customer)), "member");

        assertThat(post(inner + "/members", "{\"id\": \"%s\"}".formatted(user)).status())
                .isEqualTo(201);
        assertThat(post(inner + "/members", "{\"id\": \"%s\"}".formatted(user)).status())
                .isEqualTo(200);
        assertThat(post(outer + "/members", "{\"id\": \"%s\"}".formatted(id(inner)))
                        .status())
                .isEqualTo(201);
        assertThat(post(inner + "/members", "{\"id\": \"%s\"}".formatted(id(outer)))
                        .status())
                .isEqualTo(409);
        assertThat(client.get(outer + "/members?count=true", token)
                        .body()
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(displayNames(client.get(customer + "/users/" + user + "/groups?membership=all", token)))
                .containsExactly("Inner", "Outer");
        assertThat(displayNames(client.get(customer + "/users/" + user + "/groups", token)))
                .containsExactly("Inner");
        assertThat(displayNames(client.get(customer + "/users/" + user + "/groups?membership=indirect", token)))
                .containsExactly("Outer");
        assertThat(displayNames(client.get(outer + "/members?membership=all&limit=1&orderBy=displayName", token)))
                .containsExactly("Inner");
        Answer through = client.get(outer + "/members?membership=indirect&count=true", token);
        assertThat(through.body().get("total").asInt()).isEqualTo(1);
        JsonNode told = through.body().get("items").get(0);
        assertThat(told.get("id").asString()).isEqualTo(user.toString());
        assertThat(told.get("groupId").asString()).isEqualTo(id(inner).toString());
        assertThat(told.get("direct").asBoolean()).isFalse();
        assertThat(client.get(outer + "/members?membership=nested", token)
                        .body()
                        .get("target")
                        .asString())
                .isEqualTo("membership");

        assertThat(client.send("DELETE", inner + "/members/" + user, token, null)
                        .status())
                .isEqualTo(204);
        assertThat(client.send("DELETE", inner + "/members/" + user, token, null)
                        .status())
                .isEqualTo(404);
        assertThat(client.send("DELETE", outer, token, null).status()).isEqualTo(204);
        assertThat(displayNames(client.get(customer + "/deleted-groups", token)))
                .containsExactly("Outer");
        assertThat(post(outer + "/restore", null).status()).isEqualTo(200);
    }

    @Test
    void tellsWhoDidWhatUnderWhichCorrelationId() {
        String customer = organization("Audited");
        HttpRequest request = HttpRequest.newBuilder(URI.create(hubUrl() + customer))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("X-Correlation-Id", "my-change-1")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"name\": \"Renamed\"}"))
                .build();
        assertThat(client.send(request).status()).isEqualTo(200);

        JsonNode events = client.get(customer + "/audit?filter=" + encoded("correlationId eq 'my-change-1'"), token)
                .body()
                .get("items");

        assertThat(events).hasSize(1);
        assertThat(events.get(0).get("action").asString()).isEqualTo("organization.change");
        assertThat(events.get(0).get("before").get("name").asString()).isEqualTo("Audited");
        assertThat(events.get(0).get("actor").get("kind").asString()).isEqualTo("service account");
        JsonNode verdict = post(customer + "/audit/verification", null).body();
        assertThat(verdict.get("intact").asBoolean()).isTrue();
        assertThat(verdict.get("sealed").asInt() + verdict.get("pending").asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/v1/organizations?limit=0||limit",
                "GET|/api/v1/organizations?limits=1||limits",
                "GET|/api/v1/organizations?filter=secret%20eq%201||secret",
                "GET|/api/v1/organizations?after=forged||",
                "GET|/api/v1/organizations/not-an-id||organizationId",
                "GET|/api/v1/search||text",
                "GET|/api/v1/users?select=passwordHash||select",
                "POST|/api/v1/organizations|{\"name\": 5}|name",
                "POST|/api/v1/organizations|{\"name\": \"Half \\ud83d\", \"parentId\": \"00000000-0000-7000-8000-000000000000\", \"kind\": \"customer\"}|name",
                "POST|/api/v1/organizations|{\"name\": \"X\", \"colour\": \"red\"}|colour",
                "POST|/api/v1/organizations|{\"name\": \"X\", \"parentId\": \"y\"}|parentId",
            })
    void saysWhatWasWrongWithARequest(String method, String path, @Nullable String body, @Nullable String target) {
        Answer answer = client.send(method, path, token, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().get("correlationId").asString()).isNotEmpty();
        if (target != null) {
            assertThat(answer.body().get("target").asString()).isEqualTo(target);
        }
    }

    @Test
    void refusesForeignOrganizationsAlikeWhetherTheyExistOrNot() {
        OrganizationId foreign = Estate.organization(TestOrganizations.root(), "Foreign");

        for (Object id : List.of(foreign, UUID.randomUUID())) {
            assertThat(client.get("/api/v1/organizations/" + id, token).status())
                    .isEqualTo(403);
            assertThat(client.get("/api/v1/organizations/" + id + "/users", token)
                            .status())
                    .isEqualTo(403);
            assertThat(client.get("/api/v1/organizations/" + id + "/audit", token)
                            .status())
                    .isEqualTo(403);
            assertThat(client.get("/api/v1/organizations/" + id + "/groups", token)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void whatADirectorySaysOfAPersonIsNotChangedHere() {
        UUID ada = Estate.user(reseller, "Ada");
        Estate.fed(reseller, ada, "department");
        String path = "/api/v1/organizations/" + reseller + "/users/" + ada;
        Answer refused = client.send("PATCH", path, token, "{\"department\": \"Engines\"}");
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.body().toString()).contains("'department'", "Head office");
        assertThat(client.send("PATCH", path, token, "{\"city\": \"London\"}").status())
                .isEqualTo(200);
    }

    private String organization(String name) {
        return location(post("/api/v1/organizations", """
                {"parentId": "%s", "kind": "customer", "name": "%s"}""".formatted(reseller, name)));
    }

    private Answer post(String path, @Nullable String json) {
        return client.send("POST", path, token, json);
    }

    private Answer ifMatch(String method, String path, @Nullable String version, String json) {
        assertThat(version).isNotNull();
        return client.send(HttpRequest.newBuilder(URI.create(hubUrl() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", version)
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private String location(Answer created) {
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String location = Objects.requireNonNull(created.header("Location"));
        assertThat(location).startsWith(hubUrl());
        return location.substring(hubUrl().length());
    }

    private static UUID id(String location) {
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    private static List<String> names(Answer page) {
        return texts(page, "name");
    }

    private static List<String> displayNames(Answer page) {
        return texts(page, "displayName");
    }

    private static List<String> texts(Answer page, String member) {
        List<String> names = new ArrayList<>();
        page.body().get("items").forEach(item -> names.add(item.get(member).asString()));
        return names;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
