package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalsTest extends SlcHubTest {
    @BeforeEach
    void makePrincipals() {
        person("Ada");
        Estate.run("UPDATE users SET external_id = 'ldap-1' WHERE id = ?", person("Clara"));
        Estate.run("UPDATE users SET deleted_at = '2026-02-01' WHERE id = ?", person("Edith"));
        group("Builders");
        Estate.run("UPDATE groups SET is_system = true WHERE id = ?", group("Doers"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    x                                            | Ada,Builders,Clara,Doers
                    sort=displayName                             | Ada,Builders,Clara,Doers
                    sort=-displayName                            | Doers,Clara,Builders,Ada
                    filter[_type][EQ]=User                       | Ada,Clara
                    filter[_type][EQ]=Group                      | Builders,Doers
                    filter[displayName][EQ]=builders             | Builders
                    filter[displayName][CO]=d                    | Ada,Builders,Doers
                    filter[displayName][CO]=lar                  | Clara
                    filter[displayName][SW]=b                    | Builders
                    filter[external][EQ]=true                    | Clara
                    filter[external][EQ]=false                   | Ada,Builders,Doers
                    filter[system][EQ]=true                      | Doers
                    filter[system][EQ]=false                     | Ada,Builders,Clara
                    filter[deleted][EQ]=all                      | Ada,Builders,Clara,Doers,Edith
                    filter[deleted][EQ]=deletedOnly              | Edith
                    filter[deleted][EQ]=notDeletedOnly           | Ada,Builders,Clara,Doers
                    filter[deleted][GT]=2026-01-01T00:00:00Z     | Edith
                    filter[deleted][LT]=2026-01-01T00:00:00Z     |
                    filter[deleted][EQ]=deletedOnly&filter[_type][EQ]=Group |
                    """)
    void everyFilterFindsWhatItShouldInOneOrder(String query, String names) {
        Answer answer = get("/principals?" + (query.equals("x") ? "" : query));
        List<String> expected = names == null ? List.of() : List.of(names.split(",", -1));
        assertThat(column(answer, "displayName")).as(query).isEqualTo(expected);
        assertThat(answer.body().get("totalCount").asInt()).isEqualTo(expected.size());
    }

    @Test
    void pagesOfTwoKindsLoseNobody() {
        List<String> walked = new ArrayList<>();
        for (int offset = 0; offset < 4; offset++) {
            walked.addAll(column(get("/principals?page[limit]=1&page[offset]=" + offset), "displayName"));
        }
        assertThat(walked).containsExactly("Ada", "Builders", "Clara", "Doers");
    }

    @Test
    void aPrincipalShowsWhatItIs() {
        assertThat(get("/principals?filter[displayName][EQ]=clara")
                        .body()
                        .get("data")
                        .get(0)
                        .toString())
                .contains("\"_type\":\"User\"", "\"name\":\"Clara@" + domain() + "\"", "\"external\":true");
    }

    @Test
    void unknownThingsAreRefusedByName() {
        assertRefused(get("/principals?filter[_type][EQ]=Robot"), 400, "badRequest", "Robot");
        assertRefused(get("/principals?filter[userName][EQ]=x"), 400, "badRequest", "userName");
        assertRefused(get("/principals?sort=_created"), 400, "badRequest", "_created");
        assertRefused(get("/principals?fields=_id"), 400, "badRequest", "fields");
        assertThat(column(get("/principals?filter[_id][EQ]=" + UUID.randomUUID()), "_id"))
                .isEmpty();
    }

    @Test
    void whoMaySeeOnlyPeopleSeesOnlyPeople() {
        String auditor = tokenWith(BuiltInRole.AUDITORS, organization(), organization());
        assertThat(column(client().get(SlcPaths.ROOT + "/principals", auditor), "displayName"))
                .containsExactly("Ada", "Clara");
        assertThat(client().get(SlcPaths.ROOT + "/principals?filter[_type][EQ]=Group", auditor)
                        .status())
                .isEqualTo(403);
    }
}
