package io.tenantry.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People and groups as they were. */
class ScimPastTest extends ScimTest {
    private String boss = "";
    private String ada = "";
    private String inner = "";
    private String outer = "";
    private String then = "";

    @BeforeEach
    void changeMuchSinceThen() {
        boss = user("boss", ", \"displayName\": \"Boss\"");
        ada = user(
                "ada",
                ", \"displayName\": \"Ada\", \"" + ENTERPRISE + "\": {\"manager\": {\"value\": \"" + boss + "\"}}");
        inner = group("Inner", ", \"members\": [{\"value\": \"" + ada + "\"}]");
        outer = group("Outer", ", \"members\": [{\"value\": \"" + inner + "\"}]");
        then = "asOf=" + URLEncoder.encode(Instant.now().toString(), StandardCharsets.UTF_8);
        good(patch("/Users/" + boss, """
                {"op": "replace", "path": "displayName", "value": "Former boss"}"""));
        good(patch("/Users/" + ada, """
                {"op": "replace", "path": "displayName", "value": "Countess"}"""));
        assertThat(patch("/Groups/" + inner, """
                {"op": "remove", "path": "members[value eq \\"%s\\"]"}""".formatted(ada)).status()).isEqualTo(204);
        assertThat(patch("/Groups/" + outer, """
                {"op": "replace", "path": "displayName", "value": "Renamed"}""").status()).isEqualTo(204);
    }

    @Test
    void aPersonIsShownWithHisGroupsAndManagerOfThen() {
        JsonNode now = good(get("/Users/" + ada));
        assertThat(now.path("displayName").asString()).isEqualTo("Countess");
        assertThat(now.path("groups").isMissingNode()).isTrue();
        assertThat(now.path(ENTERPRISE).at("/manager/displayName").asString()).isEqualTo("Former boss");
        assertThat(now.path(ENTERPRISE).at("/manager/$ref").asString()).endsWith("/Users/" + boss);

        JsonNode before = good(get("/Users/" + ada + "?" + then));
        assertThat(before.path("displayName").asString()).isEqualTo("Ada");
        assertThat(before.path("groups").findValuesAsString("display")).containsExactly("Inner", "Outer");
        assertThat(before.path("groups").findValuesAsString("type")).containsExactly("direct", "indirect");
        assertThat(before.path(ENTERPRISE).at("/manager/displayName").asString())
                .isEqualTo("Boss");
    }

    @Test
    void listsAndFiltersAskAboutThen() {
        assertThat(column(get("/Users?sortBy=displayName&" + then), "displayName"))
                .containsExactly("Ada", "Boss");
        assertThat(column(
                        get("/Users?" + then + "&filter=" + encoded("groups.value eq \"" + inner + "\"")),
                        "displayName"))
                .containsExactly("Ada");
        assertThat(column(
                        get("/Users?" + then + "&filter="
                                + encoded("groups[type eq \"indirect\" and value eq \"" + outer + "\"]")),
                        "displayName"))
                .containsExactly("Ada");
        assertThat(column(get("/Users?filter=" + encoded("groups.value eq \"" + inner + "\"")), "displayName"))
                .isEmpty();
        assertThat(column(
                        get("/Groups?" + then + "&filter=" + encoded("members.value eq \"" + ada + "\"")),
                        "displayName"))
                .containsExactly("Inner");
        assertThat(column(
                        get("/Users?filter=" + encoded(ENTERPRISE + ":manager.value eq \"" + boss + "\"")),
                        "displayName"))
                .containsExactly("Countess");
        String moment = URLDecoder.decode(then.substring("asOf=".length()), StandardCharsets.UTF_8);
        Answer searched = send("POST", "/Users/.search", """
                {"filter": "displayName eq \\"Ada\\"", "asOf": "%s"}""".formatted(moment));
        assertThat(column(searched, "displayName")).containsExactly("Ada");
    }

    @Test
    void aGroupHasTheMembersAndTheNameOfThen() {
        JsonNode before = good(get("/Groups/" + inner + "?" + then));
        assertThat(before.path("members").findValuesAsString("value")).containsExactly(ada);
        assertThat(before.at("/members/0/display").asString()).isEqualTo("Ada");
        assertThat(good(get("/Groups/" + inner)).path("members").isMissingNode())
                .isTrue();
        assertThat(good(get("/Groups/" + outer + "?" + then))
                        .path("displayName")
                        .asString())
                .isEqualTo("Outer");
        assertRefused(get("/Groups?asOf=2999-01-01"), 400, "invalidValue", "still to come");
    }

    @Test
    void aCursorOfThePastIsNoneForNow() {
        JsonNode first = good(get("/Users?count=1&cursor&sortBy=displayName&" + then));
        assertThat(first.at("/Resources/0/displayName").asString()).isEqualTo("Ada");
        String cursor = encoded(first.path("nextCursor").asString());
        assertThat(column(get("/Users?count=1&sortBy=displayName&" + then + "&cursor=" + cursor), "displayName"))
                .containsExactly("Boss");
        assertThat(get("/Users?count=1&sortBy=displayName&cursor=" + cursor).status())
                .isEqualTo(400);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
