package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class UserListsTest extends SlcHubTest {
    private UUID ada = new UUID(0, 0);
    private UUID grace = new UUID(0, 0);

    /** Ada, Grace, Linus and Noor, each odd in another way, and Gone, who is deleted. */
    @BeforeEach
    void makePeople() {
        ada = person("Ada");
        grace = person("Grace");
        UUID linus = person("Linus");
        UUID noor = person("Noor");
        UUID gone = person("Gone");
        Estate.run(
                "UPDATE users SET mail = 'ada@lovelace.example', user_name = 'countess', created_at = '2020-01-01' WHERE id = ?",
                ada);
        Estate.run("UPDATE users SET external_id = 'ldap-7' WHERE id = ?", grace);
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", linus);
        Estate.run("UPDATE users SET is_system = true WHERE id = ?", noor);
        Estate.run("UPDATE users SET deleted_at = '2026-02-01' WHERE id = ?", gone);
        Estate.run("""
                INSERT INTO invitations (organization_id, id, user_id, token_hash, expires_at)
                VALUES (?, gen_random_uuid(), ?, gen_random_uuid()::text, '2030-01-01')
                """, organization().value(), linus);
        Estate.run("""
                INSERT INTO logon_failures (organization_id, user_id, failures, locked_until)
                VALUES (?, ?, 5, now() + interval '1 hour')
                """, organization().value(), grace);
        Estate.run("""
                INSERT INTO logon_failures (organization_id, user_id, failures, locked_until)
                VALUES (?, ?, 5, now() - interval '1 hour')
                """, organization().value(), ada);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    filter[userName][EQ]=COUNTESS                        | Ada
                    filter[userName][CO]=ountes                          | Ada
                    filter[userName][CO]=grace@                          | Grace
                    filter[userName][CO]=g                               | Grace
                    filter[displayName][EQ]=linus                        | Linus
                    filter[displayName][CO]=inu                          | Linus
                    filter[displayName][CO]=no                           | Noor
                    filter[email][EQ]=Ada@Lovelace.Example               | Ada
                    filter[email][CO]=lovelace                           | Ada
                    filter[active][EQ]=false                             | Linus
                    filter[active][EQ]=true                              | Ada,Grace,Noor
                    filter[externalId][PR]=true                          | Grace
                    filter[externalId][PR]=false                         | Ada,Linus,Noor
                    filter[system][EQ]=true                              | Noor
                    filter[system][EQ]=false                             | Ada,Grace,Linus
                    filter[invitationPending][EQ]=true                   | Linus
                    filter[invitationPending][EQ]=false                  | Ada,Grace,Noor
                    filter[temporarilyLocked][EQ]=true                   | Grace
                    filter[temporarilyLocked][EQ]=false                  | Ada,Linus,Noor
                    filter[deleted][EQ]=deletedOnly                      | Gone
                    filter[deleted][EQ]=notDeletedOnly                   | Ada,Grace,Linus,Noor
                    filter[deleted][EQ]=all                              | Ada,Gone,Grace,Linus,Noor
                    filter[deleted][LT]=2026-03-01T00:00:00Z             | Gone
                    filter[deleted][LT]=2026-01-01T00:00:00Z             |
                    filter[deleted][GT]=2026-01-01T00:00:00Z             | Gone
                    filter[deleted][EQ]=all&filter[deleted][GT]=2026-01-01T00:00:00Z | Gone
                    filter[_created][LT]=2021-01-01T00:00:00Z            | Ada
                    filter[_created][GT]=2021-01-01T00:00:00Z            | Grace,Linus,Noor
                    filter[_modified][GT]=2021-01-01T00:00:00Z           | Ada,Grace,Linus,Noor
                    filter[_modified][LT]=2021-01-01T00:00:00Z           |
                    filter[active][EQ]=true&filter[system][EQ]=false     | Ada,Grace
                    """)
    void everyFilterFindsWhomItShould(String query, String names) {
        List<String> expected = names == null ? List.of() : List.of(names.split(",", -1));
        Answer bare = get("/users?sort=displayName&" + query);
        assertThat(column(bare, "displayName")).as(query).isEqualTo(expected);
        assertThat(bare.body().get("totalCount").asInt()).as(query).isEqualTo(expected.size());
        String encoded = query.replace("[", "%5B").replace("]", "%5d").replace(":", "%3A");
        assertThat(column(get("/users?sort=displayName&" + encoded), "displayName"))
                .as(encoded)
                .isEqualTo(expected);
    }

    @Test
    void aListTellsOfAUserWhatHeTellsHimself() {
        JsonNode listed = get("/users").body().get("data").get(0);
        assertThat(get("/users/" + listed.get("_id").asString()).body()).isEqualTo(listed);
    }

    @Test
    void idsAreAskedForOneByOneOrTogether() {
        assertThat(column(get("/users?filter[_id][EQ]=" + ada), "_id")).containsExactly(ada.toString());
        assertThat(column(get("/users?filter[_id][IN]=" + ada + "," + grace), "displayName"))
                .containsExactlyInAnyOrder("Ada", "Grace");
        assertThat(column(get("/users?filter[_id][IN]=" + ada + "&filter[_id][IN]=" + grace), "displayName"))
                .containsExactlyInAnyOrder("Ada", "Grace");
        assertThat(column(get("/users?filter[_id][EQ]=" + new UUID(1, 1)), "_id"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    filter[shoeSize][EQ]=7                  | shoeSize
                    filter[userName][SW]=a                  | SW
                    filter[email][PR]=true                  | PR
                    filter[deleted][IN]=all                 | IN
                    filter[deleted][EQ]=some                | some
                    filter[active][EQ]=maybe                | maybe
                    filter[_created][LT]=yesterday          | yesterday
                    filter[_id][EQ]=1-1-1-1-1               | 1-1-1-1-1
                    filter[_id][IN]=                        | filter[_id][IN]
                    filter[userName][EQ]=a&filter[userName][EQ]=b | filter[userName][EQ]
                    filter[userName]=a                      | filter[userName]
                    filter[userName][EQ][CO]=a              | filter[userName][EQ][CO]
                    filter[externalId][PR]=x                | filter[externalId][PR]
                    sort=email                              | email
                    sort=--userName                         | --userName
                    sort=userName,displayName               | userName,displayName
                    fields=shoeSize                         | shoeSize
                    fields=system                           | system
                    excludeFields=inactiveReason            | inactiveReason
                    page[limit]=0                           | page[limit]
                    page[limit]=1001                        | page[limit]
                    page[offset]=-1                         | page[offset]
                    page[number]=2                          | page[number]
                    search=ada                              | search
                    """)
    void whatTheListDoesNotKnowIsRefusedByName(String query, String named) {
        Answer answer = get("/users?" + query);
        assertRefused(answer, 400, "badRequest", named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sort=userName       | Ada,Grace,Linus,Noor
                    sort=-userName      | Noor,Linus,Grace,Ada
                    sort=displayName    | Ada,Grace,Linus,Noor
                    sort=-displayName   | Noor,Linus,Grace,Ada
                    sort=_created       | Ada,Grace,Linus,Noor
                    sort=-_created      | Noor,Linus,Grace,Ada
                    sort=_modified      | Ada,Grace,Linus,Noor
                    sort=-_modified     | Noor,Linus,Grace,Ada
                    """)
    void everySortGoesBothWaysAndPagesLoseNobody(String query, String names) {
        // "countess" comes before "grace@…", so user names and display names are in the same order here.
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < 5; offset += 2) {
            paged.addAll(column(get("/users?page[limit]=2&page[offset]=" + offset + "&" + query), "displayName"));
        }
        assertThat(paged).containsExactly(names.split(",", -1));
        assertThat(column(get("/users?page[offset]=3&" + query), "displayName"))
                .containsExactly(names.split(",", -1)[3]);
    }

    @Test
    void whoIsDeletedWhileSomebodyCountsRowsMovesNobodyElse() {
        assertThat(column(get("/users?page[limit]=2"), "displayName")).containsExactly("Ada", "Grace");
        Estate.run("UPDATE users SET deleted_at = now() WHERE id = ?", ada);
        assertThat(column(get("/users?page[limit]=2&page[offset]=2"), "displayName"))
                .containsExactly("Linus", "Noor");
    }

    @Test
    void onlyTheFieldsAskedForAreShownAndAlwaysTheId() {
        assertThat(get("/users?fields=userName&fields=email,active&excludeFields=active&filter[_id][EQ]=" + ada)
                        .body()
                        .get("data")
                        .get(0)
                        .propertyNames())
                .containsExactlyInAnyOrder("_id", "userName", "email");
        assertThat(get("/users/" + ada + "?excludeFields=email,_id").body().propertyNames())
                .contains("_id", "system", "temporarilyLocked")
                .doesNotContain("email");
    }

    @Test
    void aUserShowsHisStates() {
        var shown = get("/users/" + grace).body();
        assertThat(shown.get("temporarilyLocked").asBoolean()).isTrue();
        assertThat(shown.get("externalId").asString()).isEqualTo("ldap-7");
        assertThat(shown.get("invitationPending").asBoolean()).isFalse();
        var linus = get("/users?filter[invitationPending][EQ]=true")
                .body()
                .get("data")
                .get(0);
        assertThat(linus.get("invitationExpiry").asString()).startsWith("2030-01-01");
        assertThat(linus.get("active").asBoolean()).isFalse();
        assertThat(linus.get("inactiveReason").asString()).isEqualTo("manual");
    }

    @Test
    void wildcardsAndQuotesAreOrdinaryCharacters() {
        for (String text : List.of("%", "_da", "'", "a'; DROP TABLE users; --", "\\")) {
            String value = URLEncoder.encode(text, StandardCharsets.UTF_8);
            assertThat(column(get("/users?filter[displayName][CO]=" + value), "_id"))
                    .as(text)
                    .isEmpty();
        }
    }
}
