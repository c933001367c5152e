package io.tenantry.api.cloudcockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The users of a customer's tenant, page by page. */
class CustomerUsersTest extends CockpitTest {
    private static final String NAME = "displayName";

    private UUID ada = new UUID(0, 0);

    @BeforeEach
    void makePeople() {
        ada = person("Ada Lovelace", "ada@contoso.example", "Ada", "Lovelace");
        person("Noon", "midday@contoso.example", null, null);
    }

    private UUID person(String name, String upn, @Nullable String givenName, @Nullable String surname) {
        UUID id = Estate.user(customer(), name);
        Estate.run(
                "UPDATE users SET upn = ?, given_name = ?, surname = ?, usage_location = 'GB', object_id = ? WHERE id = ?",
                upn,
                givenName,
                surname,
                UUID.randomUUID(),
                id);
        return UUID.fromString(
                ask("SELECT object_id FROM users WHERE id = '" + id + "'").getFirst());
    }

    /** People of whom the names sort otherwise than the sign-in names. */
    private void crowd(int many) {
        for (int i = 0; i < many; i++) {
            person("Person %02d".formatted(i), "p%02d@contoso.example".formatted(many - i), null, null);
        }
    }

    private String users(String query) {
        return "/v1/Customers/" + customer() + "/users?providerInstanceId=" + instance() + query;
    }

    @Test
    void aPageHasEveryMemberOfTheContractAndNoOther() {
        JsonNode page = ok(get(users("")));

        assertThat(page.propertyNames())
                .containsExactly(
                        "items",
                        "paginationParameters",
                        "totalPages",
                        "totalCount",
                        "hasPreviousPage",
                        "hasNextPage",
                        "continuationToken");
        assertThat(page.get("paginationParameters").toString()).isEqualTo("{\"pageNumber\":1,\"pageSize\":25}");
        assertThat(page.get("totalPages").asInt()).isEqualTo(1);
        assertThat(page.get("totalCount").asInt()).isEqualTo(2);
        assertThat(page.get("hasPreviousPage").asBoolean()).isFalse();
        assertThat(page.get("hasNextPage").asBoolean()).isFalse();
        assertThat(page.get("continuationToken").isNull()).isTrue();
        assertThat(page.get("items").get(0).toString())
                .isEqualTo("{\"id\":\"" + ada + "\",\"displayName\":\"Ada Lovelace\",\"email\":\"ada@contoso.example\","
                        + "\"firstName\":\"Ada\",\"lastName\":\"Lovelace\",\"location\":\"GB\",\"temporaryPassword\":null,"
                        + "\"domain\":\"contoso.example\"}");
    }

    @Test
    void pathsAndParametersMayBeWrittenInAnyCase() {
        JsonNode expected = ok(get(users("&pageSize=1&pageNumber=2&searchValue=o")));

        for (String path : List.of(
                "/v1/customers/%s/users?providerinstanceid=%s&PAGESIZE=1&PAGENUMBER=2&SearchValue=o",
                "/V1/CUSTOMERS/%s/USERS?PROVIDERINSTANCEID=%s&PageSize=1&PageNumber=2&searchvalue=o",
                "/cloudcockpit/v1/Customers/%s/users?providerInstanceId=%s&pageSize=1&pageNumber=2&searchValue=o",
                "/CloudCockpit/V1/customers/%s/Users?providerInstanceId=%s&pageSize=1&pageNumber=2&searchValue=o")) {
            assertThat(ok(get(path.formatted(customer().toString().toUpperCase(Locale.ROOT), instance()))))
                    .as(path)
                    .isEqualTo(expected);
        }
        assertThat(names(expected, NAME)).containsExactly("Noon");
    }

    @Test
    void findsPartsOfNamesAndSignInNamesInAnyCaseAndNothingElse() {
        Estate.run("UPDATE users SET mobile_phone = '070 1234', job_title = 'Poet' WHERE object_id = ?", ada);
        assertThat(found("LOVE")).containsExactly("Ada Lovelace");
        assertThat(found("dda")).containsExactly("Noon");
        assertThat(found("a L")).containsExactly("Ada Lovelace");
        assertThat(found("@contoso")).containsExactly("Ada Lovelace", "Noon");
        assertThat(found("o")).containsExactly("Ada Lovelace", "Noon");
        assertThat(found("1234")).isEmpty();
        assertThat(found("Poet")).isEmpty();
        assertThat(found("%")).isEmpty();
        assertThat(found("")).hasSize(2);
        Estate.run(
                "UPDATE users SET given_name = 'Zwölf' WHERE display_name = 'Noon' AND organization_id = ?",
                customer().value());
        assertThat(found("WÖLF")).containsExactly("Noon");
    }

    private List<String> found(String text) {
        return names(ok(get(users("&searchValue=" + URLEncoder.encode(text, StandardCharsets.UTF_8)))), NAME);
    }

    @Test
    void sortsByEitherNameInEitherDirection() {
        crowd(5);
        List<String> byName = names(ok(get(users(""))), NAME);
        assertThat(byName).hasSize(7).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(names(ok(get(users("&sortPropertyName=displayname&ascendingOrder=TRUE"))), NAME))
                .isEqualTo(byName);
        assertThat(names(ok(get(users("&ascendingOrder=false"))), NAME)).isEqualTo(byName.reversed());
        List<String> byUpn = names(ok(get(users("&sortPropertyName=UserPrincipalName"))), "email");
        assertThat(byUpn).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(names(ok(get(users("&sortPropertyName=UserPrincipalName&ascendingOrder=false"))), "email"))
                .isEqualTo(byUpn.reversed());
    }

    @Test
    void seeksThePageThatIsAskedFor() {
        crowd(9);
        List<String> all = names(ok(get(users(""))), NAME);
        assertPage(users("&pageSize=4"), all.subList(0, 4), 1, false, true);
        assertPage(users("&pageSize=4&pageNumber=2"), all.subList(4, 8), 2, true, true);
        assertPage(users("&pageSize=4&pageNumber=2&seekOperation=Next"), all.subList(4, 8), 2, true, true);
        assertPage(users("&pageSize=4&pageNumber=3&seekOperation=PageIndex"), all.subList(8, 11), 3, true, false);
        assertPage(users("&pageSize=4&pageNumber=3&seekOperation=Previous"), all.subList(4, 8), 2, true, true);
        assertPage(users("&pageSize=4&pageNumber=3&seekOperation=first"), all.subList(0, 4), 1, false, true);
        assertPage(users("&pageSize=4&seekOperation=Last"), all.subList(8, 11), 3, true, false);
        assertPage(users("&pageSize=11&seekOperation=Last"), all, 1, false, false);
        assertPage(users("&pageSize=2000"), all, 1, false, false);
        assertPage(users("&pageSize=4&pageNumber=9"), List.of(), 9, true, false);
        assertPage(users("&searchValue=nobody&seekOperation=Last"), List.of(), 1, false, false);
        assertThat(ok(get(users("&pageSize=4&seekOperation=Last&ascendingOrder=false")))
                        .get("totalPages")
                        .asInt())
                .isEqualTo(3);
        assertPage(
                users("&pageSize=4&seekOperation=Last&ascendingOrder=false"),
                all.reversed().subList(8, 11),
                3,
                true,
                false);
        assertRefused(get(users("&seekOperation=Previous")), 400, "seekOperation");
    }

    private void assertPage(String path, List<String> expected, int number, boolean hasPrevious, boolean hasNext) {
        JsonNode page = ok(get(path));
        assertThat(names(page, NAME)).as(path).isEqualTo(expected);
        assertThat(page.get("paginationParameters").get("pageNumber").asInt())
                .as(path)
                .isEqualTo(number);
        assertThat(page.get("hasPreviousPage").asBoolean()).as(path).isEqualTo(hasPrevious);
        assertThat(page.get("hasNextPage").asBoolean()).as(path).isEqualTo(hasNext);
    }

    @Test
    void aWalkByTokensLosesNobodyWhenOthersComeAndGo() {
        crowd(9);
        List<String> all = names(ok(get(users(""))), NAME);
        List<String> met = new ArrayList<>();
        JsonNode page = ok(get(users("&pageSize=3")));
        int pages = 1;
        while (true) {
            met.addAll(names(page, NAME));
            JsonNode token = page.get("continuationToken");
            if (token.isNull()) {
                break;
            }
            // Somebody before the place leaves: counting rows would now lose one.
            Estate.run(
                    "UPDATE users SET deleted_at = now() WHERE organization_id = ? AND display_name = ?",
                    customer().value(),
                    met.getLast());
            pages++;
            page = pages % 2 == 0
                    ? ok(get(users("&pageSize=3&continuationToken=" + token.asString())))
                    : ok(send(
                            "GET",
                            users("&pageSize=3"),
                            token(),
                            null,
                            Call.TENANT,
                            domain(),
                            "MS-ContinuationToken",
                            token.asString()));
            assertThat(page.get("paginationParameters").get("pageNumber").asInt())
                    .isEqualTo(pages);
        }
        assertThat(met).isEqualTo(all);
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void whoCountsPagesForwardLosesNobodyEither() {
        crowd(6);
        List<String> all = names(ok(get(users(""))), NAME);
        List<String> met = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            met.addAll(names(ok(get(users("&pageSize=3&pageNumber=" + number))), NAME));
            Estate.run(
                    "UPDATE users SET deleted_at = now() WHERE organization_id = ? AND display_name = ?",
                    customer().value(),
                    met.getFirst());
        }
        assertThat(met).isEqualTo(all);
    }

    @Test
    void aJumpDeepIntoALongListFindsTheSamePage() {
        Estate.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name)
                SELECT ?, gen_random_uuid(), gen_random_uuid(), 'n' || n || '@contoso.example', 'Number ' || to_char(n, 'FM0000')
                FROM generate_series(1, 1200) n
                """, customer().value());
        List<String> all = names(ok(get(users("&pageSize=2000"))), NAME);
        assertThat(all).hasSize(1202);
        assertPage(users("&pageSize=100&pageNumber=12"), all.subList(1100, 1200), 12, true, true);
        assertPage(
                users("&pageSize=100&pageNumber=12&ascendingOrder=false"),
                all.reversed().subList(1100, 1200),
                12,
                true,
                true);
        assertPage(users("&pageSize=100&pageNumber=99"), List.of(), 99, true, false);
        JsonNode byUpn = ok(get(users("&pageSize=100&pageNumber=13&sortPropertyName=UserPrincipalName")));
        assertThat(byUpn.get("items")).hasSize(2);
    }

    @Test
    void aTokenTellsWhereTheCallerIsAndHoldsForHisQuestionAlone() {
        crowd(6);
        String token = ok(get(users("&pageSize=3&pageNumber=2")))
                .get("continuationToken")
                .asString();
        assertPage(
                users("&pageSize=3&seekOperation=Previous&continuationToken=" + token),
                names(ok(get(users("&pageSize=3"))), NAME),
                1,
                false,
                true);
        for (String other : List.of(
                users("&pageSize=3&searchValue=Person&continuationToken=" + token),
                users("&pageSize=3&ascendingOrder=false&continuationToken=" + token),
                users("&pageSize=3&sortPropertyName=UserPrincipalName&continuationToken=" + token),
                users("&continuationToken=" + token.substring(1)),
                users("&continuationToken=x"))) {
            assertRefused(get(other), 400, "continuationToken");
        }
        String other = tokenWith(BuiltInRole.ADMINISTRATORS, operator());
        assertRefused(
                send("GET", users("&pageSize=3&continuationToken=" + token), other, null), 400, "continuationToken");
        String resold = "/v1/Customers/" + resold() + "/users?providerInstanceId=" + instance();
        assertRefused(get(resold + "&pageSize=3&continuationToken=" + token), 400, "continuationToken");
    }

    @Test
    void wrongParametersAreNamed() {
        assertRefused(get("/v1/Customers/" + customer() + "/users"), 400, "providerInstanceId");
        assertRefused(get("/v1/Customers/" + customer() + "/users?providerInstanceId=x"), 400, "providerInstanceId");
        assertRefused(get("/v1/Customers/x/users?providerInstanceId=" + instance()), 400, "customerId");
        for (String bad : List.of("0", "-1", "x", "1.5", "2001", "99999999999")) {
            assertRefused(get(users("&pageSize=" + bad)), 400, "pageSize");
        }
        for (String bad : List.of("0", "-1", "x", "2147483648")) {
            assertRefused(get(users("&pageNumber=" + bad)), 400, "pageNumber");
        }
        assertRefused(get(users("&sortPropertyName=City")), 400, "sortPropertyName");
        assertRefused(get(users("&ascendingOrder=yes")), 400, "ascendingOrder");
        assertRefused(get(users("&seekOperation=Forward")), 400, "seekOperation");
        assertRefused(get(users("&resellerId=x")), 400, "resellerId");
        assertRefused(get(users("&searchValue=" + "a".repeat(256))), 400, "searchValue");
        assertRefused(get(users("&pageSize=1&PageSize=2")), 400, "pageSize");
        assertRefused(get(users("&search=ada")), 400, "search");
        assertThat(ok(get(users("&searchValue=" + "a".repeat(255))))
                        .get("totalCount")
                        .asInt())
                .isZero();
        assertThat(ok(get(users("&pageNumber=2147483647"))).get("items")).isEmpty();
    }

    @Test
    void aConnectionThatIsNotTheCustomersIsRefused() {
        OrganizationId other = Estate.partner(operator(), "Another operator");
        for (UUID wrong : List.of(UUID.randomUUID(), instance(operator(), "microsoft"), instance(other, "local"))) {
            assertRefused(
                    get("/v1/Customers/" + customer() + "/users?providerInstanceId=" + wrong),
                    400,
                    "providerInstanceId");
        }
        Estate.run(
                "UPDATE organizations SET provider = 'microsoft' WHERE organization_id = ?",
                customer().value());
        assertRefused(get(users("")), 400, "providerInstanceId");
        Estate.run(
                "UPDATE organizations SET provider = 'local' WHERE organization_id = ?",
                customer().value());
    }

    @Test
    void getsOneUserByHisObjectId() {
        String path = "/v1/Customers/" + customer() + "/users/";
        String query = "?providerInstanceId=" + instance();

        assertThat(ok(get(path + ada + query)))
                .isEqualTo(ok(get(users("&searchValue=Ada"))).get("items").get(0));
        assertRefused(get(path + UUID.randomUUID() + query), 404, null);
        assertRefused(get(path + "x" + query), 400, "customerUserId");
        assertRefused(get(path + ada), 400, "providerInstanceId");
        assertRefused(get(path + ada + "?providerInstanceId=" + UUID.randomUUID()), 400, "providerInstanceId");
        UUID theirs = Estate.user(resold(), "Noon");
        assertRefused(get(path + theirs + query), 404, null);
        assertBare(send("GET", path + ada + query, tokenWith(BuiltInRole.AUDITORS, customer()), null), 403);
    }

    @Test
    void aResellerSeesHisOwnCustomersAlone() {
        Estate.user(resold(), "Grace");
        String theirs = "/v1/Customers/" + resold() + "/users?providerInstanceId=" + instance();
        String reseller = tokenWith(BuiltInRole.ADMINISTRATORS, reseller());

        assertThat(names(ok(send("GET", theirs, reseller, null)), NAME)).containsExactly("Grace");
        assertThat(names(ok(send("GET", theirs + "&resellerId=" + reseller(), reseller, null)), NAME))
                .containsExactly("Grace");
        assertBare(send("GET", users(""), reseller, null), 403);
        assertThat(names(ok(get(theirs + "&resellerId=" + reseller())), NAME)).containsExactly("Grace");
        assertRefused(get(users("&resellerId=" + reseller())), 404, "resellerId");
        // Even who may see more sees no more through a reseller's portal, or as one of his people.
        UUID script = Estate.serviceAccount(reseller(), null);
        Estate.assign(reseller(), script, "service account", BuiltInRole.ADMINISTRATORS, operator());
        assertBare(send("GET", users(""), client().tokenOf(script), null), 403);
        assertBare(send("GET", users(""), token(), null, Call.TENANT, reseller().toString()), 403);
        Answer through =
                send("GET", theirs, token(), null, Call.TENANT, reseller().toString());
        assertThat(names(ok(through), NAME)).containsExactly("Grace");
    }
}
