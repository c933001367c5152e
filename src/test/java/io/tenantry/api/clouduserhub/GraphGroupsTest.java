package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Groups, their members and domains as in Microsoft Graph. */
class GraphGroupsTest extends DialectTest {
    private static final String REFERENCE = "{\"@odata.id\":\"https://graph.microsoft.com/v1.0/directoryObjects/%s\"}";

    @Test
    void makesASecurityGroup() {
        Answer made = send("POST", graph() + "/groups", """
                {"displayName":"Finance","description":"Money","mailEnabled":false,"mailNickname":"finance",
                 "securityEnabled":true,"groupTypes":[]}""");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.body().propertyNames())
                .contains(
                        "@odata.context",
                        "id",
                        "description",
                        "displayName",
                        "classification",
                        "mail",
                        "mailNickname",
                        "onPremisesSecurityIdentifier",
                        "onPremisesSyncEnabled",
                        "preferredDataLocation",
                        "visibility",
                        "createdDateTime",
                        "deletedDateTime",
                        "renewedDateTime",
                        "onPremisesLastSyncDateTime",
                        "creationOptions",
                        "groupTypes",
                        "proxyAddresses",
                        "resourceBehaviorOptions",
                        "resourceProvisioningOptions",
                        "onPremisesProvisioningErrors",
                        "mailEnabled",
                        "securityEnabled");
        assertThat(made.header("Location"))
                .isEqualTo(
                        hubUrl() + graph() + "/groups/" + made.body().get("id").asString());
        Answer read = get(graph() + "/groups/" + made.body().get("id").asString());
        assertThat(read.body()).isEqualTo(made.body());
    }

    @Test
    void makesAMicrosoft365GroupWithAnAddress() {
        Answer made = send("POST", graph() + "/groups", """
                {"displayName":"Team","mailEnabled":true,"mailNickname":"team","securityEnabled":false,
                 "groupTypes":["Unified"],"visibility":"Private"}""");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.body().get("groupTypes").toString()).isEqualTo("[\"Unified\"]");
        assertThat(made.body().get("mail").asString()).isEqualTo("team@" + domain());
        assertRefused(send("POST", graph() + "/groups", """
                {"displayName":"Team 2","mailEnabled":true,"mailNickname":"TEAM","securityEnabled":false,
                 "groupTypes":["Unified"]}"""), 400, "Request_BadRequest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "displayName|{'mailEnabled':false,'mailNickname':'f','securityEnabled':true}",
                "mailEnabled|{'displayName':'F','mailNickname':'f','securityEnabled':true}",
                "mailNickname|{'displayName':'F','mailEnabled':false,'securityEnabled':true}",
                "securityEnabled|{'displayName':'F','mailEnabled':false,'mailNickname':'f'}",
                "mailNickname|{'displayName':'F','mailEnabled':false,'mailNickname':'a b','securityEnabled':true}",
                "mailNickname|{'displayName':'F','mailEnabled':false,'mailNickname':'ä','securityEnabled':true}",
                "mail-enabled|{'displayName':'F','mailEnabled':true,'mailNickname':'f','securityEnabled':true}",
                "mail-enabled|{'displayName':'F','mailEnabled':false,'mailNickname':'f','securityEnabled':true,'groupTypes':['Unified']}",
                "security-enabled|{'displayName':'F','mailEnabled':false,'mailNickname':'f','securityEnabled':false}",
                "groupTypes|{'displayName':'F','mailEnabled':false,'mailNickname':'f','securityEnabled':true,'groupTypes':['Secret']}",
                "groupTypes|{'displayName':'F','mailEnabled':false,'mailNickname':'f','securityEnabled':true,'groupTypes':'Unified'}",
                "visibility|{'displayName':'F','mailEnabled':false,'mailNickname':'f','securityEnabled':true,'visibility':'Hidden'}",
                "mailEnabled|{'displayName':'F','mailEnabled':'no','mailNickname':'f','securityEnabled':true}",
                "colour|{'displayName':'F','mailEnabled':false,'mailNickname':'f','securityEnabled':true,'colour':'red'}",
                "id|{'id':'7','displayName':'F','mailEnabled':false,'mailNickname':'f','securityEnabled':true}"
            })
    void saysWhatIsWrongWithANewGroup(String named, String body) {
        Answer answer = send("POST", graph() + "/groups", body.replace('\'', '"'));
        assertRefused(answer, 400, "Request_BadRequest");
        assertThat(answer.body().get("error").get("message").asString()).contains(named);
    }

    @Test
    void listsGroupsAsTheConnectorAsks() {
        securityGroup("Finance");
        Estate.group(organization(), "A hub user group");
        Answer answer = get(graph() + "/groups?$select=createdDateTime,displayName,groupTypes,id,securityEnabled");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("value").size()).isEqualTo(1);
        assertThat(answer.body().get("value").get(0).propertyNames())
                .containsExactly("createdDateTime", "displayName", "groupTypes", "id", "securityEnabled");
        assertThat(get(graph() + "/groups").body().get("value"))
                .isEqualTo(answer.body().get("value"));
        assertThat(get(graph() + "/groups?$search=%22displayName:fin%22&$count=true&$select=mail")
                        .body()
                        .get("value")
                        .toString())
                .isEqualTo("[{\"mail\":null}]");
        assertRefused(get(graph() + "/groups?$select=shoeSize"), 400, "Request_BadRequest");
    }

    @Test
    void countsGroupsAndWhoBelongsToThem() {
        UUID ada = person("Ada");
        UUID inner = securityGroup("Inner");
        UUID outer = securityGroup("Outer");
        Estate.group(organization(), "A hub user group");
        Estate.member(organization(), outer, inner, "group");
        Estate.member(organization(), inner, ada, "user");
        assertCounted("/groups/$count", 2);
        assertCounted("/groups/%24count?$filter=displayName%20eq%20'Inner'", 1);
        assertCounted("/groups/$count?$search=%22displayName:out%22", 1);
        assertCounted("/groups/" + outer + "/members/$count", 1);
        assertCounted("/groups/" + outer + "/transitiveMembers/$count", 2);
        assertCounted("/groups/" + inner + "/memberOf/$count", 1);
        assertCounted("/groups/" + outer + "/transitiveMemberOf/$count", 0);
        assertCounted("/users/" + ada + "/memberOf/$count", 1);
        assertCounted("/users/" + ada + "/memberOf/$count?$filter=displayName%20eq%20'Outer'", 0);
        assertCounted("/users/" + ada + "/transitiveMemberOf/$count", 2);
        assertRefused(
                get(graph() + "/groups/" + UUID.randomUUID() + "/members/$count"), 404, "Request_ResourceNotFound");
    }

    private void assertCounted(String path, int expected) {
        Answer answer = get(graph() + path);
        assertThat(answer.raw().body()).as(path).isEqualTo(Integer.toString(expected));
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void changesAndDeletesAGroup() {
        String group = graph() + "/groups/" + securityGroup("Finance");
        assertThat(send("PATCH", group, "{\"displayName\":\"Money\",\"description\":null}")
                        .status())
                .isEqualTo(204);
        assertThat(get(group + "?$select=displayName").body().get("displayName").asString())
                .isEqualTo("Money");
        assertRefused(send("PATCH", group, "{\"securityEnabled\":false}"), 400, "Request_BadRequest");
        assertThat(send("DELETE", group).status()).isEqualTo(204);
        assertRefused(get(group), 404, "Request_ResourceNotFound");
    }

    @Test
    void addsAndRemovesMembers() {
        UUID ada = person("Ada");
        UUID inner = securityGroup("Inner");
        String members = graph() + "/groups/" + securityGroup("Outer") + "/members";
        Answer added = send("POST", members + "/$ref", REFERENCE.formatted(ada));
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        assertThat(added.raw().body()).isEmpty();
        assertRefused(send("POST", members + "/%24ref", REFERENCE.formatted(ada)), 400, "Request_BadRequest");
        assertThat(send("POST", members + "/$ref", "{\"@odata.id\":\"" + hubUrl() + "/v1.0/groups/" + inner + "\"}")
                        .status())
                .isEqualTo(201);
        Answer listed = get(members + "?$count=true");
        assertThat(listed.body().get("@odata.count").asInt()).isEqualTo(2);
        JsonNode first = listed.body().get("value").get(0);
        assertThat(first.get("@odata.type").asString()).isEqualTo("#microsoft.graph.user");
        assertThat(first.get("id").asString()).isEqualTo(ada.toString());
        assertThat(first.get("userPrincipalName").asString()).isEqualTo("Ada@" + domain());
        assertThat(listed.body().get("value").get(1).get("@odata.type").asString())
                .isEqualTo("#microsoft.graph.group");
        assertThat(send("DELETE", members + "/" + ada + "/$ref").status()).isEqualTo(204);
        assertRefused(send("DELETE", members + "/" + ada + "/$ref"), 404, "Request_ResourceNotFound");
    }

    @Test
    void addsListsAndRemovesOwners() {
        UUID ada = person("Ada");
        UUID bob = person("Bob");
        String owners = graph() + "/groups/" + securityGroup("Sales") + "/owners";
        assertThat(get(owners + "?$count=true").body().get("@odata.count").asInt())
                .isZero();
        for (UUID owner : List.of(bob, ada)) {
            assertThat(send("POST", owners + "/$ref", REFERENCE.formatted(owner))
                            .status())
                    .isEqualTo(204);
        }
        assertRefused(send("POST", owners + "/$ref", REFERENCE.formatted(ada)), 400, "Request_BadRequest");
        assertRefused(
                send("POST", owners + "/$ref", REFERENCE.formatted(UUID.randomUUID())),
                404,
                "Request_ResourceNotFound");
        JsonNode listed = get(owners + "?$select=id,displayName").body().get("value");
        assertThat(listed).hasSize(2);
        assertThat(listed.get(0).get("id").asString()).isEqualTo(ada.toString());
        assertThat(listed.get(0).get("@odata.type").asString()).isEqualTo("#microsoft.graph.user");
        assertThat(get(owners + "?$filter=displayName%20eq%20'Bob'").body().get("value"))
                .hasSize(1);
        assertThat(send("DELETE", owners + "/" + ada + "/$ref").status()).isEqualTo(204);
        assertRefused(send("DELETE", owners + "/" + ada + "/$ref"), 404, "Request_ResourceNotFound");
        assertThat(get(owners).body().get("value")).hasSize(1);
    }

    @Test
    void refusesMembersThatAreNotThere() {
        String members = graph() + "/groups/" + securityGroup("Outer") + "/members/$ref";
        UUID stranger = Estate.user(customer(), "Eve");
        assertRefused(send("POST", members, REFERENCE.formatted(UUID.randomUUID())), 404, "Request_ResourceNotFound");
        assertRefused(send("POST", members, REFERENCE.formatted(stranger)), 404, "Request_ResourceNotFound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"@odata.id\":null}",
                "{\"@odata.id\":\"\"}",
                "{\"@odata.id\":5}",
                "{\"@odata.id\":\"https://graph.microsoft.com/v1.0/directoryObjects/ada\"}",
                "{\"@odata.id\":\"https://graph.microsoft.com/v1.0/devices/0b9f1a52-7c1b-4d7e-8f0a-2b3c4d5e6f70\"}",
                "{\"odata.id\":\"https://graph.microsoft.com/v1.0/directoryObjects/0b9f1a52-7c1b-4d7e-8f0a-2b3c4d5e6f70\"}"
            })
    void refusesReferencesThatAreNone(String body) {
        String members = graph() + "/groups/" + securityGroup("Outer") + "/members/$ref";
        assertRefused(send("POST", members, body), 400, "Request_BadRequest");
    }

    @Test
    void letsNoGroupContainItself() {
        UUID outer = securityGroup("Outer");
        UUID inner = securityGroup("Inner");
        String groups = graph() + "/groups/";
        assertThat(send("POST", groups + outer + "/members/$ref", REFERENCE.formatted(inner))
                        .status())
                .isEqualTo(201);
        assertRefused(
                send("POST", groups + inner + "/members/$ref", REFERENCE.formatted(outer)), 400, "Request_BadRequest");
    }

    @Test
    void tellsInWhichGroupsSomebodyIs() {
        UUID ada = person("Ada");
        UUID inner = securityGroup("Inner");
        UUID outer = securityGroup("Outer");
        UUID hidden = Estate.group(organization(), "A hub user group");
        Estate.member(organization(), outer, inner, "group");
        Estate.member(organization(), inner, ada, "user");
        Estate.member(organization(), hidden, ada, "user");
        JsonNode direct =
                get(graph() + "/users/" + ada + "/memberOf?$select=displayName").body();
        assertThat(direct.get("value").toString())
                .isEqualTo("[{\"@odata.type\":\"#microsoft.graph.group\",\"displayName\":\"Inner\"}]");
        JsonNode all = get(graph() + "/users/" + ada + "/transitiveMemberOf?$count=true")
                .body();
        assertThat(all.get("@odata.count").asInt()).isEqualTo(2);
        assertThat(get(graph() + "/users/" + ada + "/transitiveMemberOf/$count")
                        .body()
                        .asInt())
                .isEqualTo(2);
        assertThat(get(graph() + "/groups/" + inner + "/memberOf").body().get("value"))
                .extracting(group -> group.get("displayName").asString())
                .containsExactly("Outer");
        assertThat(get(graph() + "/groups/" + outer + "/transitiveMemberOf")
                        .body()
                        .get("value"))
                .isEmpty();
    }

    @Test
    void tellsWhoIsInAGroupAlsoThroughGroupsWithinIt() {
        UUID ada = person("Ada");
        UUID noon = person("Noon");
        UUID inner = securityGroup("Inner");
        UUID outer = securityGroup("Outer");
        Estate.member(organization(), outer, inner, "group");
        Estate.member(organization(), inner, ada, "user");
        Estate.member(organization(), inner, noon, "user");
        Estate.member(organization(), outer, noon, "user");
        String members = graph() + "/groups/" + outer + "/transitiveMembers";
        JsonNode page = get(members + "?$count=true&$top=2&$orderby=displayName&$select=displayName")
                .body();
        assertThat(page.get("@odata.count").asInt()).isEqualTo(3);
        assertThat(page.get("value").toString()).isEqualTo("""
                [{"@odata.type":"#microsoft.graph.user","displayName":"Ada"},\
                {"@odata.type":"#microsoft.graph.group","displayName":"Inner"}]""");
        String next = page.get("@odata.nextLink").asString().substring(hubUrl().length());
        assertThat(get(next).body().get("value"))
                .extracting(member -> member.get("displayName").asString())
                .containsExactly("Noon");
        assertThat(get(members + "?$filter=displayName%20eq%20'ada'").body().get("value"))
                .hasSize(1);
        assertThat(get(members + "/$count").raw().body()).isEqualTo("3");
        assertThat(get(members + "/$count").header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void listsDomains() {
        Answer answer = get(graph() + "/domains");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode own = answer.body().get("value").get(0);
        assertThat(own.get("id").asString()).isEqualTo(domain());
        assertThat(own.get("authenticationType").asString()).isEqualTo("Managed");
        assertThat(own.get("availabilityStatus").isNull()).isTrue();
        assertThat(own.get("isDefault").asBoolean()).isTrue();
        assertThat(own.get("isInitial").asBoolean()).isTrue();
        assertThat(own.get("isVerified").asBoolean()).isTrue();
        assertThat(own.get("passwordValidityPeriodInDays").asInt()).isEqualTo(90);
        assertThat(own.get("passwordNotificationWindowInDays").asInt()).isEqualTo(14);
        assertThat(own.get("supportedServices").get(0).asString()).isEqualTo("Email");
    }

    @Test
    void restoresADeletedGroupWithItsMembers() {
        UUID ada = person("Ada");
        UUID group = securityGroup("Finance");
        Estate.member(organization(), group, ada, "user");
        send("DELETE", graph() + "/groups/" + group);
        JsonNode deleted =
                get(graph() + "/directory/deletedItems/microsoft.graph.group").body();
        assertThat(deleted.get("value").get(0).get("id").asString()).isEqualTo(group.toString());
        assertThat(deleted.get("value").get(0).get("deletedDateTime").isNull()).isFalse();
        String restore = graph() + "/directory/deletedItems/" + group + "/restore";
        Answer restored = send("POST", restore);
        assertThat(restored.status()).as(restored.body().toString()).isEqualTo(200);
        assertThat(get(graph() + "/groups/" + group + "/members")
                        .body()
                        .get("value")
                        .size())
                .isEqualTo(1);
        assertRefused(send("POST", restore), 404, "Request_ResourceNotFound");
    }

    @Test
    void letsGroupAdministratorsRestoreGroupsAndNobodyElse() {
        UUID group = securityGroup("Finance");
        UUID ada = person("Ada");
        send("DELETE", graph() + "/groups/" + group);
        send("DELETE", graph() + "/users/" + ada);
        String items = graph() + "/directory/deletedItems/";
        String groupAdministrator = tokenWith(BuiltInRole.GROUP_ADMINISTRATORS, organization());
        String reader = tokenWith(BuiltInRole.READERS, organization());
        assertRefused(
                client().send("POST", items + group + "/restore", reader, null), 403, "Authorization_RequestDenied");
        assertRefused(
                client().send("POST", items + ada + "/restore", groupAdministrator, null),
                404,
                "Request_ResourceNotFound");
        assertThat(client().send("POST", items + group + "/restore", groupAdministrator, null)
                        .status())
                .isEqualTo(200);
    }
}
