package io.tenantry.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroupsTest extends ScimTest {
    @Test
    void groupsLieWithinGroupsAndPeopleShowBoth() {
        String ada = user("ada", "");
        String inner = group("Inner", ", \"members\": [{\"value\": \"" + ada + "\"}]");
        String outer = group("Outer", ", \"members\": [{\"value\": \"" + inner + "\", \"type\": \"Group\"}]");
        JsonNode member = good(get("/Groups/" + outer)).at("/members/0");
        assertThat(member.get("type").asString()).isEqualTo("Group");
        assertThat(member.get("display").asString()).isEqualTo("Inner");
        assertThat(member.get("$ref").asString()).isEqualTo(hubUrl() + "/scim/v2/Groups/" + inner);
        assertThat(good(get("/Users/" + ada)).get("groups").toString())
                .contains("\"display\":\"Inner\",\"type\":\"direct\"", "\"display\":\"Outer\",\"type\":\"indirect\"");
        assertThat(column(filtered("/Users", "groups.value eq \"" + outer + "\""), "id"))
                .containsExactly(ada);
        assertThat(column(filtered("/Users", "groups[type eq \"direct\" and value eq \"" + outer + "\"]"), "id"))
                .isEmpty();
        assertThat(column(filtered("/Groups", "members[type eq \"Group\"]"), "id"))
                .containsExactly(outer);
        assertRefused(
                patch(
                        "/Groups/" + inner,
                        "{\"op\": \"add\", \"path\": \"members\", \"value\": {\"value\": \"" + outer + "\"}}"),
                409,
                "",
                "contain itself");
    }

    @Test
    void aChangeHappensAsAWholeOrNotAtAll() {
        String ada = user("ada", "");
        String group = group("Engines", "");
        assertRefused(
                patch("/Groups/" + group, """
                {"op": "replace", "path": "displayName", "value": "Other"},
                {"op": "add", "path": "members", "value": [{"value": "%s"}, {"value": "%s"}]}
                """.formatted(ada, UUID.randomUUID())),
                400,
                "invalidValue",
                "no user or group");
        JsonNode same = good(get("/Groups/" + group));
        assertThat(same.get("displayName").asString()).isEqualTo("Engines");
        assertThat(same.has("members")).isFalse();
        assertRefused(
                patch("/Groups/" + group, "{\"op\": \"replace\", \"path\": \"meta.version\", \"value\": \"1\"}"),
                400,
                "invalidPath",
                "meta.version");
        assertRefused(send("POST", "/Groups", "{\"members\": []}"), 400, "invalidValue", "displayName");
    }

    @Test
    void theVersionChangesWithTheMembers() {
        String ada = user("ada", "");
        String group = group("Engines", "");
        String before = Objects.requireNonNull(get("/Groups/" + group).header("ETag"));
        good(patch("/Groups/" + group, "{\"op\": \"add\", \"path\": \"members\", \"value\": \"" + ada + "\"}"));
        String after = Objects.requireNonNull(get("/Groups/" + group).header("ETag"));
        assertThat(after).isNotEqualTo(before);
        good(patch("/Groups/" + group, "{\"op\": \"add\", \"path\": \"members\", \"value\": \"" + ada + "\"}"));
        assertThat(get("/Groups/" + group).header("ETag")).isEqualTo(after);
    }

    @Test
    void manyOperationsReferToEachOtherInAnyOrder() {
        JsonNode done = good(send("POST", "/Bulk", """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
                  {"method": "POST", "path": "/Groups", "bulkId": "g", "data": {"displayName": "Engines",
                     "members": [{"type": "User", "value": "bulkId:u"}]}},
                  {"method": "POST", "path": "/Users", "bulkId": "u", "data": {"userName": "ada@%1$s"}},
                  {"method": "PATCH", "path": "/Users/bulkId:u", "data": {"Operations": [
                     {"op": "add", "path": "title", "value": "Countess"}]}},
                  {"method": "POST", "path": "/Users", "bulkId": "v", "data": {"userName": "ada@%1$s"}},
                  {"method": "POST", "path": "/Groups", "bulkId": "a", "data": {"displayName": "A",
                     "members": [{"value": "bulkId:b"}]}},
                  {"method": "POST", "path": "/Groups", "bulkId": "b", "data": {"displayName": "B",
                     "members": [{"value": "bulkId:a"}]}}]}
                """.formatted(domain()))).get("Operations");
        assertThat(done.valueStream().map(each -> each.get("status").asString()))
                .containsExactly("201", "201", "200", "409", "409", "409");
        assertThat(done.at("/3/response/scimType").asString()).isEqualTo("uniqueness");
        String ada = done.at("/1/location").asString().replaceAll(".*/", "");
        assertThat(good(get("/Users/" + ada)).toString()).contains("Countess", "Engines");
        assertThat(good(send("POST", "/Bulk", """
                        {"failOnErrors": 1, "Operations": [
                          {"method": "DELETE", "path": "/Users/%s"}, {"method": "DELETE", "path": "/Users/%s"},
                          {"method": "POST", "path": "/Users", "bulkId": "x", "data": {"userName": "grace@%s"}}]}
                        """.formatted(ada, ada, domain())))
                        .get("Operations")
                        .valueStream()
                        .map(each -> each.get("status").asString()))
                .containsExactly("204", "404");
    }
}
