package io.tenantry.api.cloudcockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers and their users as they were, and who changes them when somebody else was quicker. */
class CockpitPastTest extends CockpitTest {
    private static final String CUSTOMERS = "/v1/Customers";

    private UUID ada = UUID.randomUUID();
    private String then = "";

    @BeforeEach
    void changeMuchSinceThen() {
        ada = Estate.user(customer(), "Ada");
        Estate.user(customer(), "Grace");
        then = "asOf=" + URLEncoder.encode(Instant.now().toString(), StandardCharsets.UTF_8);
        Estate.run("UPDATE users SET display_name = 'Countess' WHERE id = ?", ada);
        Estate.run(
                "UPDATE users SET deleted_at = now() WHERE organization_id = ? AND display_name = 'Grace'",
                customer().value());
        Estate.run(
                "UPDATE organizations SET name = 'Renamed' WHERE organization_id = ?",
                customer().value());
        Estate.organization(operator(), "Later");
    }

    private String users(String query) {
        return CUSTOMERS + "/" + customer() + "/users" + query + (query.contains("?") ? "&" : "?")
                + "providerInstanceId=" + instance();
    }

    private static List<String> column(Answer list, String member) {
        assertThat(list.status()).as(list.body().toString()).isEqualTo(200);
        return list.body()
                .get("items")
                .valueStream()
                .map(item -> item.get(member).asString())
                .toList();
    }

    @Test
    void usersAreListedSearchedAndShownAsTheyWere() {
        assertThat(column(get(users("")), "displayName")).containsExactly("Countess");
        assertThat(column(get(users("?" + then)), "displayName")).containsExactly("Ada", "Grace");
        assertThat(column(get(users("?searchValue=rac&" + then)), "displayName"))
                .containsExactly("Grace");
        Answer first = get(users("?pageSize=1&" + then));
        String token = URLEncoder.encode(first.body().path("continuationToken").asString(""), StandardCharsets.UTF_8);
        assertThat(column(
                        get(users("?pageSize=1&seekOperation=Next&continuationToken=" + token + "&" + then)),
                        "displayName"))
                .containsExactly("Grace");
        assertThat(get(users("/" + ada + "?" + then)).body().path("displayName").asString())
                .isEqualTo("Ada");
        assertThat(get(users("?asOf=2999-01-01")).status()).isEqualTo(400);
    }

    @Test
    void customersAreListedAndShownAsTheyWere() {
        assertThat(column(get(CUSTOMERS + "?" + then), "companyName")).containsExactly("Contoso", "Fabrikam");
        assertThat(column(get(CUSTOMERS), "companyName")).containsExactly("Fabrikam", "Later", "Renamed");
        assertThat(get(CUSTOMERS + "/" + customer() + "?" + then)
                        .body()
                        .path("companyName")
                        .asString())
                .isEqualTo("Contoso");
    }

    @Test
    void whoComesTooLateIsRefused() {
        String path = CUSTOMERS + "/" + customer();
        String seen = String.valueOf(get(path).header("ETag"));
        Answer first = identify(path, seen, "K-1");
        assertThat(first.status()).as(first.body().toString()).isEqualTo(204);
        assertThat(identify(path, seen, "K-2").status()).isEqualTo(412);
        assertThat(send("DELETE", path, token(), null, Call.TENANT, domain(), "If-Match", seen)
                        .status())
                .isEqualTo(412);
        assertThat(get(path).body().path("internalIdentifier").asString()).isEqualTo("K-1");
        String now = String.valueOf(get(path).header("ETag"));
        assertThat(send("DELETE", path, token(), null, Call.TENANT, domain(), "If-Match", now)
                        .status())
                .isEqualTo(202);
    }

    private Answer identify(String path, String seen, String name) {
        return send(
                "PATCH",
                path + "/internal-identifier",
                token(),
                "{\"internalIdentifier\": \"" + name + "\"}",
                Call.TENANT,
                domain(),
                "If-Match",
                seen);
    }
}
