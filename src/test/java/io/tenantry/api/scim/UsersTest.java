package io.tenantry.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class UsersTest extends ScimTest {
    private static final String PASSWORD = "violet tractor humming eleven";

    private static final String ADA = """
            , "externalId": "Ext-1", "displayName": "Ada Lovelace", "nickName": "Ada", "title": "Countess",
            "userType": "Employee", "preferredLanguage": "en", "locale": "en-GB", "timezone": "Europe/London", "active": true,
            "name": {"givenName": "Ada", "familyName": "Lovelace", "middleName": "King", "honorificPrefix": "Lady",
                     "formatted": "nobody reads this"},
            "emails": [{"value": "ada@home.example", "type": "home"}, {"value": "ada@work.example", "type": "work"}],
            "phoneNumbers": [{"value": "+44 1", "type": "work"}, {"value": "+44 2", "type": "mobile"},
                             {"value": "+44 3", "type": "fax"}],
            "addresses": [{"type": "work", "streetAddress": "St James's Square", "locality": "London", "country": "GB"}],
            "groups": [], "roles": [], "meta": {"resourceType": "User"},
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"employeeNumber": "1815", "department": "Engines",
                "organization": "Babbage", "costCenter": "4711", "division": "Notes"}""";

    @Test
    void aNameInThePlaceOfAnIdIsNobodys() {
        assertRefused(get("/Users/Users"), 404, "", "no such user");
        assertRefused(get("/Groups/Users"), 404, "", "no such group");
    }

    @Test
    void everythingThatIsKeptComesBack() {
        Answer made = send("POST", "/Users", "{\"userName\": \"ada@" + domain() + "\"" + ADA + "}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.header("Content-Type")).startsWith(ScimPaths.MEDIA_TYPE);
        JsonNode ada = made.body();
        String id = ada.get("id").asString();
        assertThat(made.header("Location")).isEqualTo(hubUrl() + "/scim/v2/Users/" + id);
        assertThat(made.header("ETag")).isEqualTo(ada.at("/meta/version").asString());
        assertThat(ada.at("/meta/location").asString()).isEqualTo(made.header("Location"));
        assertThat(ada.at("/name/formatted").asString()).isEqualTo("Lady Ada King Lovelace");
        assertThat(ada.get("emails").toString())
                .isEqualTo("[{\"value\":\"ada@work.example\",\"type\":\"work\",\"primary\":true},"
                        + "{\"value\":\"ada@home.example\",\"type\":\"other\"}]");
        assertThat(ada.get("phoneNumbers").size()).isEqualTo(3);
        assertThat(ada.at("/addresses/0/locality").asString()).isEqualTo("London");
        assertThat(ada.get(ENTERPRISE).toString()).contains("1815", "Engines", "Babbage", "4711", "Notes");
        assertThat(ada.get("timezone").asString()).isEqualTo("Europe/London");
        assertThat(ada.get("externalId").asString()).isEqualTo("Ext-1");
        assertThat(ada.has("password") || ada.has("roles") || ada.has("groups")).isFalse();
        assertThat(good(get("/Users/" + id))).isEqualTo(ada);
        JsonNode same = good(send("PUT", "/Users/" + id, ada.toString()));
        assertThat(same).isEqualTo(ada);
    }

    @Test
    void replacingEmptiesWhatIsNotSent() {
        String id = user("ada", ADA);
        JsonNode left = good(send("PUT", "/Users/" + id, "{\"userName\": \"ada@" + domain() + "\"}"));
        assertThat(left.propertyNames())
                .containsExactlyInAnyOrder("schemas", "id", "userName", "displayName", "active", "meta");
        assertThat(left.get("active").asBoolean()).isTrue();
    }

    @Test
    void aPersonCanSignInWithThePasswordThatIsSet() {
        String id = user("ada", ", \"password\": \"violet tractor humming eleven\"");
        assertThat(login("violet tractor humming eleven")).isEqualTo(200);
        good(patch("/Users/" + id, """
                {"op": "replace", "path": "password", "value": "purple wagon singing twelve"}"""));
        assertThat(login("purple wagon singing twelve")).isEqualTo(200);
        assertThat(login("violet tractor humming eleven")).isNotEqualTo(200);
    }

    private int login(String password) {
        return client().send("POST", "/slchub/" + organization() + "/api/auth/v1/login", null, """
                        {"username": "ada@%s", "password": "%s"}""".formatted(
                                domain(), password))
                .status();
    }

    @Test
    void aManagerIsSetAndRemoved() {
        String boss = user("grace", "");
        String id = user("ada", ", \"" + ENTERPRISE + "\": {\"manager\": {\"value\": \"" + boss + "\"}}");
        assertThat(good(get("/Users/" + id))
                        .get(ENTERPRISE)
                        .at("/manager/value")
                        .asString())
                .isEqualTo(boss);
        JsonNode free = good(patch("/Users/" + id, """
                {"op": "Remove", "path": "%s:manager"}""".formatted(ENTERPRISE)));
        assertThat(free.has(ENTERPRISE)).isFalse();
        JsonNode again = good(patch("/Users/" + id, """
                {"op": "Add", "path": "%s:manager", "value": "%s"}""".formatted(ENTERPRISE, boss)));
        assertThat(again.get(ENTERPRISE).at("/manager/value").asString()).isEqualTo(boss);
        assertRefused(patch("/Users/" + id, """
                {"op": "Add", "path": "%s:manager", "value": "%s"}""".formatted(ENTERPRISE, id)), 400, "invalidValue", "himself");
    }

    @Test
    void aNameThatIsTakenIsAConflictAndAFreedOneIsNot() {
        String id = user("ada", "");
        assertRefused(
                send("POST", "/Users", "{\"userName\": \"ADA@" + domain() + "\"}"), 409, "uniqueness", "Another user");
        assertThat(delete("/Users/" + id).status()).isEqualTo(204);
        assertRefused(get("/Users/" + id), 404, "", "no such user");
        assertRefused(delete("/Users/" + id), 404, "", "no such user");
        assertThat(column(filtered("/Users", "userName eq \"ada@" + domain() + "\""), "id"))
                .isEmpty();
        String again = user("ada", "");
        assertThat(again).isNotEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"displayName\": \"Ada\"} | invalidValue | userName",
                "{\"userName\": \"ada\", \"profileUrl\": \"https://x.example\"} | invalidSyntax | profileUrl",
                "{\"userName\": \"ada\", \"active\": \"maybe\"} | invalidValue | active",
                "{\"userName\": \"ada\", \"phoneNumbers\": [{\"type\": \"home\", \"value\": \"1\"}]} | invalidValue | home",
                "{\"userName\": \"ada\", \"emails\": [{\"type\": \"work\"}]} | invalidValue | value",
                "{\"userName\": \"ada\", \"title\": {\"a\": 1}} | invalidValue | title",
                "{\"userName\": | invalidSyntax | JSON",
            })
    void whatCannotBeKeptIsRefusedByName(String body, String type, String told) {
        assertRefused(send("POST", "/Users", body), 400, type, told);
    }

    @Test
    void versionsGuardChanges() {
        String id = user("ada", "");
        String version = Objects.requireNonNull(get("/Users/" + id).header("ETag"));
        assertThat(with("GET", id, "If-None-Match", version, null).status()).isEqualTo(304);
        String change = "{\"Operations\": [{\"op\": \"add\", \"path\": \"title\", \"value\": \"Countess\"}]}";
        assertThat(with("PATCH", id, "If-Match", version, change).status()).isEqualTo(200);
        assertRefused(with("PATCH", id, "If-Match", version, change), 412, "", "version");
        assertRefused(with("DELETE", id, "If-Match", version, null), 412, "", "version");
        assertThat(with("GET", id, "If-None-Match", version, null).status()).isEqualTo(200);
        assertThat(with("DELETE", id, "If-Match", "*", null).status()).isEqualTo(204);
    }

    private Answer with(String method, String id, String header, String value, @Nullable String json) {
        return client().send(HttpRequest.newBuilder(URI.create(hubUrl() + "/scim/v2/Users/" + id))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/scim+json; charset=utf-8")
                .header("Accept", "application/scim+json")
                .header(header, value)
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    @Test
    void nobodySeesOrTouchesWhatLiesElsewhere() {
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Fabrikam");
        UUID theirs = Estate.user(other, "Noon");
        assertRefused(get("/Users/" + theirs), 404, "", "no such user");
        assertRefused(get("/" + other + "/Users"), 403, "", "permission");
        assertRefused(get("/" + other + "/Users/" + theirs), 403, "", "permission");
        assertRefused(
                patch("/Users/" + theirs, "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}"),
                404,
                "",
                "no such user");
        assertRefused(get("/not-an-id/Users"), 400, "invalidValue", "not an id");
        assertRefused(client().get("/scim/v2/Users", null), 401, "", "token");
        String reader = tokenWith(BuiltInRole.READERS, organization(), organization());
        assertRefused(
                client().send("POST", "/scim/v2/Users", reader, "{\"userName\": \"ada\"}"), 403, "", "permission");
        String partner = tokenWith(BuiltInRole.READERS, organization(), organization(), other);
        assertThat(column(client().get("/scim/v2/" + other + "/Users", partner), "id"))
                .containsExactly(theirs.toString());
    }

    @Test
    void theSchemasTellWhatIsKept() {
        List<String> names = new ArrayList<>();
        good(get("/Schemas"))
                .get("Resources")
                .forEach(schema -> names.add(schema.get("name").asString()));
        assertThat(names).containsExactly("User", "EnterpriseUser", "Group");
        JsonNode user = good(get("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User"));
        assertThat(user.get("attributes").toString()).contains("timezone").doesNotContain("profileUrl", "x509");
        JsonNode config = good(get("/ServiceProviderConfig"));
        assertThat(config.at("/pagination/cursor").asBoolean()).isTrue();
        assertThat(config.at("/bulk/maxOperations").asInt()).isEqualTo(1000);
        assertThat(good(get("/ResourceTypes/User")).get("endpoint").asString()).isEqualTo("/Users");
        assertRefused(get("/Schemas?filter=id%20pr"), 403, "", "filtered");
        assertRefused(get("/Me"), 404, "", "program");
    }

    private String tokenOf(String name) {
        return good(client().send("POST", "/api/auth/v1/login", null, """
                        {"username": "%s@%s", "password": "%s"}""".formatted(name, domain(), PASSWORD)))
                .get("token")
                .asString();
    }

    @Test
    void aPersonIsReadChangedAndDeletedAsMe() {
        String id = user("ada", ", \"title\": \"Countess\", \"password\": \"" + PASSWORD + "\"");
        user("bob", ", \"password\": \"" + PASSWORD + "\"");
        Estate.assign(organization(), UUID.fromString(id), "user", BuiltInRole.ADMINISTRATORS, organization());
        String operations = patchOf("{\"op\": \"remove\", \"path\": \"title\"}");
        assertRefused(client().send("PATCH", "/scim/v2/Me", tokenOf("bob"), operations), 403, "", "permission");
        String own = tokenOf("ada");
        JsonNode patched = good(client().send("PATCH", "/scim/v2/Me", own, operations));
        assertThat(patched.get("id").asString()).isEqualTo(id);
        assertThat(patched.has("title")).isFalse();
        Answer replaced = client().send("PUT", "/scim/v2/Me", own, """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada@%s", "displayName": "Ada L."}
                """.formatted(domain()));
        assertThat(good(replaced).get("displayName").asString()).isEqualTo("Ada L.");
        assertThat(replaced.header("Content-Location")).endsWith("/scim/v2/Users/" + id);
        assertThat(client().send("DELETE", "/scim/v2/Me", own, null).status()).isEqualTo(204);
        assertRefused(get("/Users/" + id), 404, "", "no such user");
    }

    @Test
    void onlyTheAttributesAskedForAreShown() {
        String id = user("ada", ADA);
        assertThat(good(get("/Users/" + id + "?attributes=USERNAME,name.familyName,emails.value,urn:ietf:params:scim:"
                                + "schemas:extension:enterprise:2.0:User:department"))
                        .toString())
                .contains(
                        "\"familyName\":\"Lovelace\"", "{\"value\":\"ada@work.example\"}", "\"department\":\"Engines\"")
                .doesNotContain("givenName", "1815", "meta", "displayName");
        JsonNode less = good(get("/Users/" + id + "?excludedAttributes=emails,name.givenName,meta"));
        assertThat(less.has("emails") || less.has("meta") || less.get("name").has("givenName"))
                .isFalse();
        assertThat(less.at("/name/familyName").asString()).isEqualTo("Lovelace");
    }
}
