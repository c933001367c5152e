package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** People as in Microsoft Graph. */
class GraphUsersTest extends DialectTest {
    private static final String PASSWORD = "rowing-Tulip-orbit-77";

    private String newUser(String name) {
        return """
                {"accountEnabled":true,"displayName":"%1$s","mailNickname":"%1$s","userPrincipalName":"%1$s@%2$s",
                 "passwordProfile":{"forceChangePasswordNextSignIn":true,"password":"%3$s"}}""".formatted(name, domain(), PASSWORD);
    }

    @Test
    void automaticRepliesBeginAtATimeThatPeopleKnow() {
        Answer far = send("PATCH", graph() + "/users/" + person("Ada") + "/mailboxSettings", """
                {"automaticRepliesSetting": {"status": "scheduled", "internalReplyMessage": "Away",
                 "scheduledStartDateTime": {"dateTime": "+999999999-12-31T23:59:59", "timeZone": "UTC"}}}
                """);
        assertRefused(far, 400, "Request_BadRequest");
        assertThat(far.body().at("/error/message").asString()).contains("dateTime");
    }

    @Test
    void makesAUser() {
        Answer made = send("POST", graph() + "/users", newUser("ada"));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.body().propertyNames())
                .containsExactly(
                        "@odata.context",
                        "id",
                        "businessPhones",
                        "displayName",
                        "givenName",
                        "jobTitle",
                        "mail",
                        "mobilePhone",
                        "officeLocation",
                        "preferredLanguage",
                        "surname",
                        "userPrincipalName");
        String id = made.body().get("id").asString();
        assertThat(made.header("Location")).isEqualTo(hubUrl() + graph() + "/users/" + id);
        JsonNode read = get(graph() + "/users/" + id).body();
        assertThat(read.propertyNames())
                .contains(
                        "id",
                        "accountEnabled",
                        "employeeId",
                        "displayName",
                        "givenName",
                        "surname",
                        "userPrincipalName",
                        "jobTitle",
                        "department",
                        "companyName",
                        "usageLocation",
                        "streetAddress",
                        "city",
                        "state",
                        "postalCode",
                        "country");
        assertThat(read.get("accountEnabled").asBoolean()).isTrue();
        assertThat(get(graph() + "/users/ADA@" + domain()).body().get("id").asString())
                .isEqualTo(id);
    }

    @Test
    void refusesANameThatIsTaken() {
        assertThat(send("POST", graph() + "/users", newUser("ada")).status()).isEqualTo(201);
        Answer again = send("POST", graph() + "/users", newUser("ADA"));
        assertRefused(again, 400, "Request_BadRequest");
        assertThat(again.body().get("error").get("message").asString()).contains("user principal name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName"})
    void asksForWhatGraphAsksFor(String member) {
        String body = newUser("ada").replace("\"" + member + "\":", "\"@odata.ignored\":");
        Answer answer = send("POST", graph() + "/users", body);
        assertRefused(answer, 400, "Request_BadRequest");
        assertThat(answer.body().get("error").get("message").asString()).contains("'" + member + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "domain|{'userPrincipalName':'ada@other.example'}",
                "userPrincipalName|{'userPrincipalName':'ada lovelace@example.com'}",
                "userPrincipalName|{'userPrincipalName':'ada'}",
                "userPrincipalName|{'userPrincipalName':null}",
                "displayName|{'displayName':''}",
                "displayName|{'displayName':['Ada']}",
                "accountEnabled|{'accountEnabled':'true'}",
                "accountEnabled|{'accountEnabled':1}",
                "halves of characters|{'displayName':'Ada \\ud83d'}",
                "halves of characters|{'mail':'ada\\ude00@example.com'}",
                "usageLocation|{'usageLocation':'Holland'}",
                "preferredLanguage|{'preferredLanguage':'Swiss German'}",
                "otherMails|{'otherMails':['ada@example.com','ada']}",
                "businessPhones|{'businessPhones':['1','2']}",
                "businessPhones|{'businessPhones':'1'}",
                "shoeSize|{'shoeSize':40}",
                "DisplayName|{'DisplayName':'Ada'}",
                "id|{'id':'0b9f1a52-7c1b-4d7e-8f0a-2b3c4d5e6f70'}",
                "createdDateTime|{'createdDateTime':'2026-01-01T00:00:00Z'}",
                "passwordProfile|{'passwordProfile':'secret'}",
                "passwordProfile.password|{'passwordProfile':{'password':7}}",
                "passwordProfile.hint|{'passwordProfile':{'hint':'cat'}}",
                "characters|{'passwordProfile':{'password':'short'}}",
                "employeeId|{'employeeId':'12345678901234567'}"
            })
    void saysWhatIsWrongWithAChange(String named, String body) {
        Answer answer = send("PATCH", graph() + "/users/" + person("Ada"), body.replace('\'', '"'));
        assertRefused(answer, 400, "Request_BadRequest");
        assertThat(answer.body().get("error").get("message").asString()).contains(named);
    }

    @Test
    void refusesAnEncodedSlashAsGraphRefuses() {
        assertRefused(get(graph() + "/users/a%2Fb"), 400, "Request_BadRequest");
    }

    @Test
    void changesAUser() {
        String ada = graph() + "/users/" + person("Ada");
        Answer changed = send("PATCH", ada, """
                {"@odata.type":"#microsoft.graph.user","displayName":"Ada Lovelace","givenName":"Ada",
                 "surname":"Lovelace","jobTitle":"Analyst","mobilePhone":"+44 20 7946 0000","usageLocation":"gb",
                 "preferredLanguage":"en-GB","businessPhones":["1"],"accountEnabled":false}""");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(204);
        assertThat(changed.raw().body()).isEmpty();
        JsonNode read = get(ada).body();
        assertThat(read.get("displayName").asString()).isEqualTo("Ada Lovelace");
        assertThat(read.get("usageLocation").asString()).isEqualTo("GB");
        assertThat(read.get("accountEnabled").asBoolean()).isFalse();
        assertThat(send("PATCH", ada, "{\"jobTitle\":null}").status()).isEqualTo(204);
        assertThat(get(ada + "?$select=jobTitle").body().get("jobTitle").isNull())
                .isTrue();
        assertThat(send("PATCH", ada, "{}").status()).isEqualTo(204);
    }

    @Test
    void setsAPasswordAndTellsTheAuditTrailButNotTheSecret() {
        UUID ada = person("Ada");
        Answer answer = send("PATCH", graph() + "/users/" + ada, """
                {"passwordProfile":{"password":"%s","forceChangePasswordNextSignIn":true}}""".formatted(PASSWORD));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(204);
        assertThat(Estate.run("UPDATE credentials SET must_change = false WHERE user_id = ? AND must_change", ada))
                .isEqualTo(1);
        assertThat(Estate.run(
                        "UPDATE audit_events SET reason = reason WHERE target_id = ? AND after::text LIKE ?",
                        ada.toString(),
                        "%" + PASSWORD + "%"))
                .isZero();
    }

    @Test
    void letsTheHelpdeskSetPasswordsAndNothingElse() {
        String ada = graph() + "/users/" + person("Ada");
        String helpdesk = tokenWith(BuiltInRole.HELPDESK, organization());
        String profile = "\"passwordProfile\":{\"password\":\"" + PASSWORD + "\"}";
        assertThat(client().send("PATCH", ada, helpdesk, "{" + profile + "}").status())
                .isEqualTo(204);
        assertRefused(
                client().send("PATCH", ada, helpdesk, "{\"jobTitle\":\"Boss\"," + profile + "}"),
                403,
                "Authorization_RequestDenied");
        assertRefused(
                client().send("PATCH", ada, helpdesk, "{\"jobTitle\":\"Boss\"}"), 403, "Authorization_RequestDenied");
    }

    @Test
    void deletesAndRestoresAUser() {
        UUID ada = person("Ada");
        String user = graph() + "/users/" + ada;
        assertThat(send("DELETE", user).status()).isEqualTo(204);
        assertRefused(get(user), 404, "Request_ResourceNotFound");
        assertRefused(send("DELETE", user), 404, "Request_ResourceNotFound");
        JsonNode deleted =
                get(graph() + "/directory/deletedItems/microsoft.graph.user").body();
        assertThat(deleted.get("value").get(0).get("id").asString()).isEqualTo(ada.toString());
        assertThat(deleted.get("value").get(0).get("@odata.type").asString()).isEqualTo("#microsoft.graph.user");
        Answer restored = send("POST", graph() + "/directory/deletedItems/" + ada + "/restore");
        assertThat(restored.status()).as(restored.body().toString()).isEqualTo(200);
        assertThat(restored.body().get("id").asString()).isEqualTo(ada.toString());
        assertThat(get(user).status()).isEqualTo(200);
        Answer again = send("POST", graph() + "/directory/deletedItems/" + ada + "/restore");
        assertRefused(again, 404, "Request_ResourceNotFound");
        assertThat(again.body().get("error").get("message").asString())
                .isEqualTo("The organization has no such deleted user or group");
    }

    @Test
    void doesNotRestoreAUserWhoseNameIsTaken() {
        UUID ada = person("Ada");
        send("DELETE", graph() + "/users/" + ada);
        person("Ada");
        assertRefused(send("POST", graph() + "/directory/deletedItems/" + ada + "/restore"), 400, "Request_BadRequest");
    }

    @Test
    void filtersSortsSelectsAndCounts() {
        person("Ada");
        person("Grace");
        person("Edsger");
        Estate.run(
                "UPDATE users SET department = 'R&D' WHERE organization_id = ? AND display_name <> 'Ada'",
                organization().value());
        Answer answer = get(graph() + "/users?$filter=" + encoded("department eq 'r&d'") + "&$orderby="
                + encoded("displayName desc") + "&$select=displayName,department&$count=true");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("@odata.count").asInt()).isEqualTo(2);
        assertThat(answer.body().get("value").toString())
                .isEqualTo(
                        "[{\"displayName\":\"Grace\",\"department\":\"R&D\"},{\"displayName\":\"Edsger\",\"department\":\"R&D\"}]");
        assertThat(get(graph() + "/users").body().has("@odata.count")).isFalse();
        assertThat(get(graph() + "/users?$skip=1&$top=1&$select=displayName")
                        .body()
                        .get("value")
                        .toString())
                .isEqualTo("[{\"displayName\":\"Edsger\"}]");
    }

    @Test
    void countsUsersInPlainText() {
        person("Ada");
        person("Grace");
        Answer answer = client().send(HttpRequest.newBuilder(URI.create(hubUrl() + graph() + "/users/%24count"))
                .header("Authorization", "Bearer " + token())
                .header("ConsistencyLevel", "eventual")
                .header("Accept", "application/json")
                .build());
        assertThat(answer.raw().body()).isEqualTo("2");
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(get(graph() + "/users/$count?$filter=" + encoded("displayName eq 'Ada'"))
                        .raw()
                        .body())
                .isEqualTo("1");
        assertThat(get(graph() + "/users/$count?$search=" + encoded("\"displayName:gra\""))
                        .raw()
                        .body())
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"displayName:ada\"|1",
                "\"displayName:ada\" OR \"displayName:grace\"|2",
                "\"displayName:ada\" AND \"mail:nowhere\"|0",
                "\"displayName:a\" NOT \"displayName:grace\"|1",
                "(\"displayName:ada\" OR \"displayName:grace\") AND \"displayName:lovelace\"|1",
                "\"displayName:hopper\" AND (\"displayName:ada\" OR NOT (\"displayName:lovelace\"))|1",
                "displayName:\"ada love\"|1",
                "\"displayName:say \\\"ada\\\"\"|0",
                "\"NOT\"|0",
                "grace|1",
                "\"hopper grace\"|1"
            })
    void searches(String search, int met) {
        person("Ada Lovelace");
        person("Grace Hopper");
        Answer answer = get(graph() + "/users?$count=true&$search=" + encoded(search));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("value").size()).isEqualTo(met);
        assertThat(answer.body().get("@odata.count").asInt()).isEqualTo(met);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$filter=shoeSize eq 40",
                "$filter=passwordProfile eq 'x'",
                "$orderby=hubId",
                "$select=passwordHash",
                "$select=",
                "$top=0",
                "$top=x",
                "$skip=-1",
                "$expand=manager",
                "$search=\"displayName:",
                "$search=ada OR \"displayName:grace\"",
                "$search=ada NOT \"displayName:grace\"",
                "$search=\"displayName:ada\" AND",
                "$search=OR \"displayName:ada\"",
                "$search=(\"displayName:ada\"",
                "$search=\"displayName:ada\")",
                "$search=()",
                "$skiptoken=forged",
                "$count=maybe"
            })
    void saysWhatIsWrongWithAnOption(String option) {
        int equals = option.indexOf('=') + 1;
        String path = graph() + "/users?" + option.substring(0, equals) + encoded(option.substring(equals));
        assertRefused(get(path), 400, "Request_BadRequest");
    }

    @Test
    void setsReadsAndRemovesAManager() {
        UUID ada = person("Ada");
        UUID grace = person("Grace");
        String manager = graph() + "/users/" + ada + "/manager";
        assertRefused(get(manager), 404, "Request_ResourceNotFound");
        String reference = "{\"@odata.id\":\"https://graph.microsoft.com/v1.0/users/" + grace + "\"}";
        assertThat(send("PUT", manager + "/$ref", reference).status()).isEqualTo(204);
        Answer read = get(manager);
        assertThat(read.body().get("@odata.type").asString()).isEqualTo("#microsoft.graph.user");
        assertThat(read.body().get("id").asString()).isEqualTo(grace.toString());
        assertRefused(send("PUT", manager + "/$ref", reference.replace("users", "groups")), 400, "Request_BadRequest");
        assertRefused(
                send(
                        "PUT",
                        manager + "/$ref",
                        reference.replace(grace.toString(), UUID.randomUUID().toString())),
                404,
                "Request_ResourceNotFound");
        assertThat(send("DELETE", manager + "/%24ref").status()).isEqualTo(204);
        assertRefused(get(manager), 404, "Request_ResourceNotFound");
    }

    @Test
    void answersTheSameUnderTheOldPrefix() {
        UUID ada = person("Ada");
        JsonNode plain =
                get(graph() + "/users/" + ada + "?$select=id,displayName").body();
        JsonNode prefixed = get("/clouduserhub" + graph() + "/users/" + ada + "?$select=id,displayName")
                .body();
        assertThat(prefixed.get("displayName")).isEqualTo(plain.get("displayName"));
        assertThat(prefixed.get("@odata.context").asString()).contains("/clouduserhub/graph/v1/");
        assertRefused(get("/clouduserhub" + graph() + "/users/nobody"), 400, "Request_BadRequest");
        assertRefused(get("/clouduserhub/directory/v1/users"), 400, "BadRequest");
        assertRefused(get("/clouduserhub/nothing"), 404, "NotFound");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void whatADirectorySaysIsNotChangedHere() {
        String id = send("POST", graph() + "/users", newUser("ada"))
                .body()
                .get("id")
                .asString();
        Estate.fed(organization(), UUID.fromString(id), "mobile_phone", "display_name");
        String user = graph() + "/users/" + id;
        Answer refused = send("PATCH", user, "{\"jobTitle\":\"Countess\",\"mobilePhone\":\"+44 7700 900123\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().get("error").get("code").asString()).isEqualTo("Request_BadRequest");
        assertThat(refused.body().get("error").get("message").asString()).contains("'mobilePhone'", "Head office");
        assertThat(send("PATCH", user, "{\"jobTitle\":\"Countess\",\"displayName\":\"ada\"}")
                        .status())
                .isEqualTo(204);
    }
}
