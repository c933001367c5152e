package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How programs get tokens for themselves. */
class TokenTest extends HubTest {
    private OrganizationId organization = new OrganizationId(Ids.next());
    private Client client = new Client("");

    @BeforeEach
    void makeOrganization() {
        client = new Client(hubUrl());
        organization = Estate.organization(TestOrganizations.root(), "Tokens");
    }

    @Test
    void aServiceAccountGetsATokenByBasicAuthentication() {
        UUID account = Estate.serviceAccount(organization, null);
        Client.Answer answer = client.post(
                "/oauth2/token",
                List.of("Authorization", Client.basic(account.toString(), Estate.SECRET)),
                "grant_type",
                "client_credentials");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.body().get("expires_in").asInt()).isBetween(3_590, 3_600);
    }

    private Client.Answer token(String path, String... more) {
        List<String> form = new ArrayList<>(List.of("grant_type", "client_credentials"));
        form.addAll(List.of(more));
        return client.post(path, List.of(), form.toArray(String[]::new));
    }

    @Test
    void theSecretMayStandInTheFormAndThePathBeMicrosofts() {
        String account = Estate.serviceAccount(organization, null).toString();
        for (String path :
                List.of("/oauth2/token", "/common/oauth2/v2.0/token", "/" + account + "/oauth2/v2.0/token")) {
            Client.Answer answer = token(
                    path,
                    "client_id",
                    account,
                    "client_secret",
                    Estate.SECRET,
                    "scope",
                    "api://clouduserhub.management/.default");
            assertThat(answer.status()).isEqualTo(200);
            String token = answer.body().get("access_token").asString();
            assertThat(client.get("/api/v1/permissions", token).status()).isEqualTo(200);
        }
    }

    @Test
    void clientsOfSnowAtlasFetchTokensWhereTheyAreUsedTo() {
        String account = Estate.serviceAccount(organization, null).toString();
        Client.Answer answer = token(
                "/idp/api/connect/token",
                "client_id",
                account,
                "client_secret",
                Estate.SECRET,
                "scope",
                "openid",
                "resource",
                "api://snowsoftware.io/api",
                "resource",
                "api://snowsoftware.io/idp/api");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("expires_in").asInt()).isBetween(3500, 3600);
        assertThat(answer.body().get("token_type").asString()).isEqualTo("Bearer");
        String token = answer.body().get("access_token").asString();
        assertThat(client.get("/api/v1/permissions", token).status()).isEqualTo(200);

        Client.Answer refused = token("/idp/api/connect/token", "client_id", account, "client_secret", "wrong");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body().get("error").asString()).isEqualTo("invalid_client");
        JsonNode told =
                client.get("/idp/.well-known/openid-configuration", null).body();
        assertThat(told)
                .isEqualTo(client.get("/.well-known/openid-configuration", null).body());
    }

    @Test
    void wrongSecretsUnknownClientsAndDisabledOnesGetNothing() {
        String account = Estate.serviceAccount(organization, null).toString();
        assertThat(token("/oauth2/token", "client_id", account, "client_secret", "wrong")
                        .status())
                .isEqualTo(401);
        assertThat(token("/oauth2/token", "client_id", "nobody", "client_secret", Estate.SECRET)
                        .status())
                .isEqualTo(401);
        Estate.run("UPDATE service_accounts SET is_enabled = false WHERE client_id = ?", account);
        Client.Answer disabled = token("/oauth2/token", "client_id", account, "client_secret", Estate.SECRET);
        assertThat(disabled.status()).isEqualTo(401);
        assertThat(disabled.body().get("error").asString()).isEqualTo("invalid_client");
    }

    @Test
    void aScopeWithoutEndOrInStrangeLettersIsRefused() {
        String account = Estate.serviceAccount(organization, null).toString();
        for (String scope : List.of("api://".repeat(20_000), "a\0b", "a\"b", "a\\b", "ä", "a\nb")) {
            Client.Answer answer =
                    token("/oauth2/token", "client_id", account, "client_secret", Estate.SECRET, "scope", scope);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().get("error").asString()).isEqualTo("invalid_scope");
        }
    }

    @Test
    void discoveryNamesOnlyWhatThereIs() {
        for (String path : List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            Client.Answer answer = client.get(path, null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().get("issuer").asString()).isEqualTo(hubUrl());
            assertThat(answer.body().get("code_challenge_methods_supported").toString())
                    .isEqualTo("[\"S256\"]");
            assertThat(answer.body().get("grant_types_supported").toString())
                    .isEqualTo("[\"authorization_code\",\"client_credentials\",\"refresh_token\"]");
            assertThat(answer.body().toString()).doesNotContain("tls_client", "dpop", "device", "pushed");
        }
    }

    @Test
    void clientsThatDoNotSayWhoTheyAreHearSo() {
        for (String path : List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect")) {
            Client.Answer answer = token(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.body().get("error").asString()).as(path).isEqualTo("invalid_client");
            assertThat(answer.header("WWW-Authenticate")).as(path).startsWith("Basic ");
        }
        assertThat(token("/oauth2/token", "client_id", "nobody", "client_secret", "wrong")
                        .header("WWW-Authenticate"))
                .startsWith("Basic ");
    }

    @Test
    void unfitMethodsAndUnknownPathsAreToldAndLeaveNoSessionBehind() {
        for (String request : List.of(
                "GET /oauth2/token 405",
                "PUT /oauth2/token 405",
                "DELETE /common/oauth2/v2.0/token 405",
                "POST /oauth2/jwks 405",
                "PUT /oauth2/authorize 405",
                "PUT /userinfo 405",
                "GET /userinfo 401",
                "PUT /connect/logout 405",
                "POST /.well-known/openid-configuration 405",
                "GET /.well-known/nothing 404",
                "POST /oauth2/nothing 404")) {
            String[] parts = request.split(" ", 3);
            Client.Answer answer = client.send(parts[0], parts[1], null, null);
            assertThat(answer.status()).as(request).isEqualTo(Integer.parseInt(parts[2]));
            assertThat(answer.body().get("status").asInt()).as(request).isEqualTo(answer.status());
            assertThat(answer.header("Set-Cookie")).as(request).isNull();
            assertThat(answer.header("Allow") != null).as(request).isEqualTo(answer.status() == 405);
        }
    }
}
