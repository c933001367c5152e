package io.tenantry.api.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ListsTest extends ScimTest {
    private void people() {
        user("ada", """
                , "title": "Countess", "emails": [{"type": "work", "value": "ada@x.example"}, {"value": "lady@home.example"}],
                "name": {"familyName": "Lovelace"}, "phoneNumbers": [{"type": "mobile", "value": "+44 2"}]""");
        user("grace", """
                , "title": "Admiral", "emails": [{"type": "work", "value": "grace@navy.example"}], "active": false,
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Navy"}""");
        user("noor", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "title eq \"countess\" | ada",
                "TITLE EQ \"Countess\" or not (title pr) | ada noor",
                "not (title pr) | noor",
                "title ne \"Countess\" | grace noor",
                "emails[type eq \"work\" and value co \"@x\"] | ada",
                "emails[type eq \"work\" and value co \"@home\"] | ",
                "emails[type eq \"other\" and value co \"@home\"] | ada",
                "emails.value ew \"example\" | ada grace",
                "emails co \"home\" | ada",
                "emails.value eq \"LADY@home.example\" | ada",
                "emails.value ne \"lady@home.example\" | grace noor",
                "emails pr and not (emails[primary eq false]) | grace",
                "phoneNumbers[type eq \"mobile\"] | ada",
                "phoneNumbers.type eq \"work\" | ",
                "active eq false | grace",
                "title eq \"Admiral\" and active eq true or userName sw \"noor\" | noor",
                "title eq \"Admiral\" and (active eq true or userName sw \"grace\") | grace",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"navy\" | grace",
                "urn:ietf:params:scim:schemas:core:2.0:User:name.familyName pr | ada",
                "name pr | ada",
                "meta.created gt \"2020-01-01T00:00:00Z\" and userName pr | ada grace noor",
                "externalId eq null and title eq null | noor",
            })
    void everyKindOfQuestionIsAnswered(String filter, String names) {
        people();
        List<String> expected = names == null
                ? List.of()
                : List.of(names.split(" ")).stream()
                        .map(name -> name + "@" + domain())
                        .toList();
        Answer answer = filtered("/Users", filter);
        assertThat(column(answer, "userName")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(answer.body().get("totalResults").asInt()).isEqualTo(expected.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "profileUrl eq \"x\" | profileUrl",
                "photos[type eq \"x\"] | photos",
                "userName eq ada | double quotes",
                "userName eq | has the end",
                "userName | needs eq",
                "(userName pr | ')'",
                "emails[type eq \"work\" | ']'",
                "emails[colour eq \"red\"] | colour",
                "active gt true | cannot be compared",
                "meta.created gt \"yesterday\" | yesterday",
                "userName eq \"open | closing quote",
            })
    void aWrongFilterIsRefused(String filter, String told) {
        assertRefused(filtered("/Users", filter), 400, "invalidFilter", told);
    }

    @Test
    void listsAreSortedAndPaged() {
        people();
        assertThat(column(get("/Users?sortBy=title"), "title")).containsExactly("Admiral", "Countess", "");
        assertThat(column(get("/Users?sortBy=title&sortOrder=descending"), "title"))
                .containsExactly("", "Countess", "Admiral");
        JsonNode second = good(get("/Users?sortBy=userName&startIndex=2&count=1"));
        assertThat(second.get("totalResults").asInt()).isEqualTo(3);
        assertThat(second.get("startIndex").asInt()).isEqualTo(2);
        assertThat(second.get("itemsPerPage").asInt()).isEqualTo(1);
        assertThat(second.at("/Resources/0/userName").asString()).startsWith("grace");
        JsonNode none = good(get("/Users?count=0"));
        assertThat(none.get("totalResults").asInt()).isEqualTo(3);
        assertThat(none.get("Resources").size()).isZero();
        assertRefused(get("/Users?sortBy=photos"), 400, "invalidValue", "photos");
        assertRefused(get("/Users?cursor=bm9uc2Vuc2U"), 400, "invalidCursor", "token");
        assertRefused(get("/Users?count=many"), 400, "invalidCount", "count");
    }

    @Test
    void aSearchByPostAnswersLikeAList() {
        people();
        JsonNode found = good(send("POST", "/Users/.search", """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "filter": "title pr",
                 "sortBy": "userName", "count": 1, "attributes": ["userName"]}"""));
        assertThat(found.get("totalResults").asInt()).isEqualTo(2);
        assertThat(found.at("/Resources/0").propertyNames()).containsExactlyInAnyOrder("schemas", "id", "userName");
        assertThat(good(send("POST", "/Groups/.search", "{}"))
                        .get("totalResults")
                        .asInt())
                .isZero();
    }

    @Test
    void whoWalksByCursorWhileOthersAreDeletedMissesNobody() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(Estate.user(organization(), "Noon " + i).toString());
        }
        Set<String> left = new HashSet<>(ids);
        Set<String> met = new HashSet<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = good(get("/Users?count=7&sortBy=displayName&attributes=id&cursor=" + cursor));
            page.get("Resources")
                    .forEach(
                            row -> assertThat(met.add(row.get("id").asString())).isTrue());
            for (int i = 0; i < 3 && !ids.isEmpty(); i++) {
                String gone = ids.removeFirst();
                assertThat(delete("/Users/" + gone).status()).isEqualTo(204);
                left.remove(gone);
            }
            cursor = page.path("nextCursor").asString(null);
        }
        assertThat(left).isNotEmpty().isSubsetOf(met);
    }
}
