package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.tenancy.OrganizationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The hub's own directory, as its connector calls it. */
class DirectoryTest extends DialectTest {
    @Test
    void listsLocales() {
        Answer answer = get("/directory/v1/locales?provider=spinpanel.platform");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode dutch = find(answer, "id", "nl-NL");
        assertThat(dutch.propertyNames()).containsExactly("id", "localeCode", "countryCode", "countryName");
        assertThat(dutch.get("localeCode").asString()).isEqualTo("nl");
        assertThat(dutch.get("countryName").asString()).isEqualTo("Netherlands");
        assertThat(answer.body().get("@odata.count").asInt())
                .isEqualTo(answer.body().get("value").size());
    }

    @Test
    void listsTheOrganizationsInReach() {
        UUID tenant = UUID.randomUUID();
        Estate.run(
                "UPDATE organizations SET microsoft_tenant_id = ? WHERE organization_id = ?",
                tenant,
                organization().value());
        Answer answer = get("/clouduserhub/directory/v1/organizations?provider=spinpanel.users");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("@odata.count").asInt()).isEqualTo(1);
        JsonNode contoso = answer.body().get("value").get(0);
        assertThat(contoso.propertyNames())
                .containsExactly("id", "name", "microsoftTenantId", "createdOn", "modifiedOn");
        assertThat(contoso.get("id").asString()).isEqualTo(organization().toString());
        assertThat(contoso.get("microsoftTenantId").asString()).isEqualTo(tenant.toString());
        assertThat(contoso.get("createdOn").asString()).matches("20.*Z");
    }

    @Test
    void listsUsersOfAnOrganization() {
        UUID ada = person("Ada");
        person("Grace");
        Answer answer = get("/directory/v1/users?provider=spinpanel.users&$filter=" + inOrganization());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("@odata.count").asInt()).isEqualTo(2);
        JsonNode first = answer.body().get("value").get(0);
        assertThat(first.propertyNames())
                .containsExactly(
                        "id",
                        "organizationId",
                        "microsoftObjectIdentifier",
                        "upn",
                        "firstName",
                        "lastName",
                        "displayName",
                        "language",
                        "usageLocation",
                        "createdOn",
                        "modifiedOn");
        assertThat(first.get("id").asString()).isEqualTo(ada.toString());
        assertThat(first.get("microsoftObjectIdentifier").asString()).isEqualTo(ada.toString());
        assertThat(first.get("organizationId").asString())
                .isEqualTo(organization().toString());
        assertThat(first.get("upn").asString()).isEqualTo("Ada@" + domain());
    }

    @Test
    void narrowsUsersByWhatElseTheFilterSays() {
        person("Ada");
        person("Grace");
        Answer answer = get("/directory/v1/users?$filter=" + inOrganization()
                + encoded(" and startswith(displayName,'gr')") + "&$select=displayName");
        assertThat(answer.body().get("value").toString()).isEqualTo("[{\"displayName\":\"Grace\"}]");
    }

    @Test
    void walksUsersByLinkWithoutLosingAnybody() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(Estate.user(organization(), "Twin").toString());
        }
        List<String> met = new ArrayList<>();
        String next = "/directory/v1/users?provider=x&$top=7&$select=id&$filter=" + inOrganization();
        Answer whole = get(next);
        assertThat(whole.body().has("@odata.nextLink")).isFalse();
        next = "/graph/v1/organizations/" + organization() + "/v1.0/users?$top=3&$select=id";
        while (next != null) {
            Answer answer = get(next);
            answer.body().get("value").forEach(user -> met.add(user.get("id").asString()));
            JsonNode link = answer.body().get("@odata.nextLink");
            if (link != null) {
                assertThat(link.asString()).startsWith(hubUrl()).contains("$top=3", "$select=id", "$skiptoken=");
            }
            next = link == null ? null : link.asString().substring(hubUrl().length());
        }
        assertThat(met).containsExactlyInAnyOrderElementsOf(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shoeSize eq 40",
                "organizationId in ('x')",
                "organizationId eq",
                "passwordHash eq 'x'",
                "displayName gt",
                "((((",
                "createdOn eq 'today'"
            })
    void saysWhatIsWrongWithAFilter(String filter) {
        assertRefused(get("/directory/v1/users?$filter=" + encoded(filter)), 400, "BadRequest");
    }

    @Test
    void asksForAFilter() {
        assertRefused(get("/directory/v1/users?provider=spinpanel.users"), 400, "BadRequest");
        assertRefused(get("/directory/v1/usergroups?provider=spinpanel.groups"), 400, "BadRequest");
        assertRefused(get("/directory/v1/usergroups?$filter=" + encoded("startswith(name,'A')")), 400, "BadRequest");
    }

    @Test
    void refusesUsersOfAnOrganizationOutOfReachWhetherThereIsOneOrNot() {
        for (OrganizationId other : List.of(customer(), new OrganizationId(UUID.randomUUID()))) {
            String filter = encoded("organizationId in ('" + organization() + "','" + other + "')");
            assertRefused(get("/directory/v1/users?$filter=" + filter), 403, "Forbidden");
            assertRefused(get("/directory/v1/usergroups?$filter=" + filter), 403, "Forbidden");
        }
    }

    @Test
    void makesFillsAndDeletesAUserGroup() {
        UUID ada = person("Ada");
        String groups = "/directory/v1/organizations/" + organization() + "/usergroups";
        Answer made = send("POST", groups, "{\"name\":\"Helpdesk\",\"description\":\"First line\"}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        String group = groups + "/" + made.body().get("id").asString();
        assertThat(made.header("Location")).isEqualTo(hubUrl() + group);

        Answer listed = get("/directory/v1/usergroups?provider=spinpanel.groups&$filter=" + inOrganization());
        assertThat(listed.body().get("value").get(0).propertyNames())
                .containsExactly("id", "organizationId", "name", "description", "createdOn", "modifiedOn");

        assertThat(send("POST", group + "/members/" + ada).status()).isEqualTo(204);
        assertThat(send("POST", group + "/members/" + ada).status()).isEqualTo(204);
        JsonNode members = get(group + "/members?provider=spinpanel.groups").body();
        assertThat(members.get("@odata.count").asInt()).isEqualTo(1);
        JsonNode member = members.get("value").get(0);
        assertThat(member.get("userId").asString()).isEqualTo(ada.toString());
        assertThat(member.get("upn").asString()).isEqualTo("Ada@" + domain());
        assertThat(member.get("name").asString()).isEqualTo("Ada");

        assertThat(send("DELETE", group + "/members/" + ada).status()).isEqualTo(204);
        assertThat(send("DELETE", group + "/members/" + ada).status()).isEqualTo(204);
        assertThat(send("DELETE", group).status()).isEqualTo(204);
        assertRefused(send("DELETE", group), 404, "NotFound");
        assertRefused(get(group + "/members"), 404, "NotFound");
    }

    @Test
    void letsNoStrangerIntoAUserGroup() {
        UUID group = Estate.group(organization(), "Helpdesk");
        UUID stranger = Estate.user(customer(), "Eve");
        String members = "/directory/v1/organizations/" + organization() + "/usergroups/" + group + "/members/";
        assertRefused(send("POST", members + stranger), 404, "NotFound");
        assertRefused(send("POST", members + UUID.randomUUID()), 404, "NotFound");
        assertRefused(send("POST", members + "eve"), 400, "BadRequest");
    }

    @Test
    void namesTheMemberOfABodyThatIsWrong() {
        String groups = "/directory/v1/organizations/" + organization() + "/usergroups";
        assertThat(message(send("POST", groups, "{\"name\":\"A\",\"colour\":\"red\"}")))
                .contains("colour");
        assertThat(message(send("POST", groups, "{\"name\":7}"))).contains("name");
        assertThat(message(send("POST", groups, "{}"))).contains("name");
        assertThat(message(send("POST", groups, "{\"name\":\"" + "x".repeat(257) + "\"}")))
                .contains("name", "256");
    }

    @Test
    void keepsTextsWithCharactersOfAllKinds() {
        String groups = "/directory/v1/organizations/" + organization() + "/usergroups";
        Answer made = send("POST", groups, "{\"name\":\"Büro 🚀 \\\"北\\\"\"}");
        assertThat(made.body().get("name").asString()).isEqualTo("Büro 🚀 \"北\"");
        assertThat(message(send("POST", groups, "{\"name\":\"a\\u0000b\"}"))).contains("name");
        int status = send("POST", groups, "{\"name\":\"a\\ud800b\"}").status();
        assertThat(status).isIn(201, 400);
    }

    private static String message(Answer answer) {
        assertRefused(answer, 400, "BadRequest");
        return answer.body().get("error").get("message").asString();
    }

    private String inOrganization() {
        return encoded("organizationId in ('" + organization() + "')");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode find(Answer answer, String name, String value) {
        for (JsonNode item : answer.body().get("value")) {
            if (item.get(name).asString().equals(value)) {
                return item;
            }
        }
        throw new AssertionError("Nothing with " + name + " " + value);
    }
}
