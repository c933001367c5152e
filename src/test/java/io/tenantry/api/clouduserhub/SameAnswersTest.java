package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.microsoft.Connecting;
import io.tenantry.microsoft.MadeTenant;
import io.tenantry.tenancy.OrganizationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A script does not notice whether the organization lives in the hub or in a Microsoft tenant. */
class SameAnswersTest extends DialectTest {
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern INSTANTS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern OPAQUE = Pattern.compile("\"id\":\"[A-Za-z0-9_-]{43}\"");

    /** One organization as the script sees it. */
    private final class Script {
        private final OrganizationId organization;
        private final String token;
        private final List<String> heard = new ArrayList<>();
        private final Map<String, String> names = new HashMap<>();
        private int met;

        /** What the tenant is called is the one thing that differs: a local organization is its own. */
        Script(OrganizationId organization, OrganizationId tenant) {
            this.organization = organization;
            names.put(organization.toString(), "id0");
            names.put(tenant.toString(), "id0");
            token = tokenWith(BuiltInRole.ADMINISTRATORS, organization);
        }

        JsonNode call(String method, String path, String body) {
            Answer answer = client().send(method, path, token, body.isEmpty() ? null : body);
            heard.add(method + " " + plain(path) + " " + answer.status() + " "
                    + plain(answer.body().toString()));
            return answer.body();
        }

        JsonNode graph(String method, String path, String body) {
            return call(method, DialectTest.graph(organization) + path, body);
        }

        /** Ids by the order in which they were met, so that two scripts that met the same read the same. */
        private String plain(String text) {
            String moments = INSTANTS.matcher(OPAQUE.matcher(text).replaceAll("\"id\":\"…\""))
                    .replaceAll("TIME");
            return UUIDS.matcher(moments)
                    .replaceAll(id -> Matcher.quoteReplacement(
                            id.group().startsWith("05e9a617")
                                    ? "E3"
                                    : names.computeIfAbsent(
                                            moments.contains("request-id\":\"" + id.group()) ? "request" : id.group(),
                                            fresh -> fresh.equals("request") ? fresh : "id" + ++met)));
        }
    }

    @Test
    void theSameScriptHearsTheSame() {
        OrganizationId local = customer();
        OrganizationId tenant = customer();
        OrganizationId mirror = customer();
        for (OrganizationId one : List.of(local, tenant)) {
            Estate.run(
                    "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, 'same.example', true, true)",
                    one.value());
            Estate.subscription(one, "Office");
        }
        UUID app = Estate.application(tenant, BuiltInRole.ADMINISTRATORS);
        Connecting connecting = new Connecting(hubUrl(), tokenWith(BuiltInRole.ADMINISTRATORS, mirror));
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, app));
        connecting.sync(mirror, false);

        List<String> here = play(new Script(local, local), local);
        List<String> there = play(new Script(mirror, tenant), tenant);
        for (int i = 0; i < here.size(); i++) {
            assertThat(there.get(i)).isEqualTo(here.get(i));
        }
        assertThat(there).hasSameSizeAs(here);
        assertThat(MadeTenant.told(TestPostgres.shared(), mirror))
                .isEqualTo(MadeTenant.told(TestPostgres.shared(), tenant));
    }

    private static List<String> play(Script script, OrganizationId tenant) {
        people(script);
        groups(script);
        subscriptions(script, tenant);
        return script.heard;
    }

    private static void people(Script script) {
        String ada = """
                {"accountEnabled": true, "displayName": "Ada Lovelace", "mailNickname": "ada",
                 "userPrincipalName": "ada@same.example", "passwordProfile": {"password": "rowing-Tulip-orbit-77"}}""";
        String user = "/users/" + script.graph("POST", "/users", ada).path("id").asString();
        script.graph("POST", "/users", ada);
        script.graph("POST", "/users", "{\"displayName\": \"Nobody\"}");
        script.graph("GET", user, "");
        script.graph(
                "POST",
                user + "/assignlicense",
                "{\"addLicenses\": [{\"skuId\": \"" + MadeTenant.E3
                        + "\", \"disabledPlans\": []}], \"removeLicenses\": []}");
        script.graph(
                "PATCH",
                user,
                "{\"jobTitle\": \"Countess\", \"usageLocation\": \"GB\", \"businessPhones\": [\"+44 1\"]}");
        script.graph("PATCH", user, "{\"passwordProfile\": {\"password\": \"rowing-Tulip-orbit-78\"}}");
        script.graph("PATCH", user, "{\"favouriteColour\": \"blue\"}");
        script.graph("GET", user, "");
        script.graph("GET", "/users/" + new UUID(1, 1), "");
        script.graph("GET", "/subscribedSkus", "");
        script.graph(
                "POST",
                user + "/assignlicense",
                "{\"addLicenses\": [{\"skuId\": \"" + MadeTenant.E3
                        + "\", \"disabledPlans\": []}], \"removeLicenses\": []}");
        script.graph("GET", user + "/licenseDetails", "");
        script.graph("GET", "/subscribedSkus", "");
        script.graph(
                "POST",
                user + "/assignlicense",
                "{\"addLicenses\": [], \"removeLicenses\": [\"" + MadeTenant.E3 + "\"]}");
        script.graph(
                "POST",
                user + "/assignlicense",
                "{\"addLicenses\": [], \"removeLicenses\": [\"" + MadeTenant.E3 + "\"]}");
        script.graph(
                "GET",
                "/users?$filter=" + URLEncoder.encode("startswith(displayName,'Ada')", StandardCharsets.UTF_8)
                        + "&$count=true",
                "");
        script.graph("GET", "/domains", "");
    }

    private static void groups(Script script) {
        String bob = script.graph("POST", "/users", """
                {"accountEnabled": true, "displayName": "Bob", "mailNickname": "bob", "userPrincipalName": "bob@same.example",
                 "passwordProfile": {"password": "rowing-Tulip-orbit-79"}}""").path("id").asString();
        String group =
                "/groups/" + script.graph("POST", "/groups", """
                {"displayName": "Engine", "mailEnabled": false, "mailNickname": "engine", "securityEnabled": true,
                 "description": "Differences"}""").path("id").asString();
        String reference = "{\"@odata.id\": \"https://graph.microsoft.com/v1.0/directoryObjects/" + bob + "\"}";
        script.graph("POST", group + "/members/$ref", reference);
        script.graph("POST", group + "/members/$ref", reference);
        script.graph("GET", "/groups?$select=createdDateTime,displayName,groupTypes,id,securityEnabled", "");
        script.graph("GET", group + "/members", "");
        script.graph("DELETE", group + "/members/" + bob + "/$ref", "");
        script.graph("DELETE", group + "/members/" + bob + "/$ref", "");
        script.graph("DELETE", "/users/" + bob, "");
        script.graph("GET", "/users/" + bob, "");
        script.graph("DELETE", "/users/" + bob, "");
    }

    private static void subscriptions(Script script, OrganizationId tenant) {
        String path = "/partnercenter/v1/partners/" + script.organization + "/organizations/" + script.organization
                + "/v1.0/customers/" + tenant + "/subscriptions";
        JsonNode all = script.call("GET", path, "");
        String one = path + "/" + all.path("items").path(0).path("id").asString();
        script.call("PATCH", one, "{\"quantity\": 7}");
        script.call("PATCH", one, "{\"quantity\": 0}");
        script.call("GET", path, "");
    }
}
