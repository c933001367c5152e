package io.tenantry.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.signin.Browser;
import io.tenantry.signin.WithinASecond;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One's own account over the API, with the token of an application that the person signed in to. */
class MyAccountTest extends SelfServiceTest {
    private static final String REDIRECT = "http://127.0.0.1:18999/cb";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-anybody-0123456789";

    private String application = "";

    @BeforeEach
    void registerApplication() {
        UUID operator = Estate.serviceAccount(TestOrganizations.root(), null);
        Estate.assign(TestOrganizations.root(), operator, "service account", BuiltInRole.ADMINISTRATORS, organization);
        application = client.send(
                        "POST",
                        "/api/v1/organizations/" + organization + "/sign-in-clients",
                        client.tokenOf(operator),
                        "{\"displayName\": \"Planner\", \"isPublic\": true, \"redirectUris\": [\"" + REDIRECT + "\"]}")
                .body()
                .get("clientId")
                .asString();
    }

    /** A token that an application gets for the person who is signed in with the browser. */
    private String token(Browser browser) {
        String location = browser.open("/oauth2/authorize?"
                        + Client.form(
                                "response_type",
                                "code",
                                "client_id",
                                application,
                                "scope",
                                "openid",
                                "redirect_uri",
                                REDIRECT,
                                "code_challenge",
                                challenge(),
                                "code_challenge_method",
                                "S256"))
                .header("Location");
        assertThat(location).contains("code=");
        String code = URLDecoder.decode(
                String.valueOf(location).replaceAll(".*[?&]code=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        return client.post(
                        "/oauth2/token",
                        List.of(),
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        REDIRECT,
                        "client_id",
                        application,
                        "code_verifier",
                        VERIFIER)
                .body()
                .get("access_token")
                .asString();
    }

    private static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void aPersonWithoutPermissionsSeesHimselfAndHisGroups() {
        UUID team = Estate.group(organization, "Payroll");
        UUID staff = Estate.group(organization, "Staff");
        Estate.member(organization, team, ada, "user");
        Estate.member(organization, staff, team, "group");
        String token = token(signedIn());
        JsonNode me = client.get("/api/v1/me", token).body();
        assertThat(me.get("userPrincipalName").asString()).isEqualTo(adasName());
        JsonNode groups = client.get("/api/v1/me/groups", token).body().get("items");
        assertThat(groups.toString())
                .contains(
                        "\"displayName\":\"Payroll\",\"kind\":\"hub\",\"direct\":true,\"through\":[]",
                        "\"displayName\":\"Staff\",\"kind\":\"hub\",\"direct\":false,\"through\":[\"Payroll\"]");
        assertThat(client.get("/api/v1/users", token).status()).isEqualTo(403);
    }

    @Test
    void aSessionEndsWithAllThatWasGrantedInIt() {
        Browser elsewhere = signedIn();
        String theirs = token(elsewhere);
        Browser here = signedIn();
        String ours = token(here);
        JsonNode sessions = client.get("/api/v1/me/sessions", ours).body().get("items");
        assertThat(sessions.size()).isEqualTo(4);
        assertThat(sessions.valueStream()
                        .filter(session -> session.get("current").asBoolean()))
                .hasSize(1)
                .allMatch(session -> session.get("name").asString().equals("Planner")
                        && session.get("kind").asString().equals("application"));

        assertThat(client.send("DELETE", "/api/v1/me/sessions", ours, null).status())
                .isEqualTo(204);
        WithinASecond.becomes(401, () -> client.get("/api/v1/me", theirs).status());
        assertThat(elsewhere.open("/account").status()).isEqualTo(302);
        assertThat(client.get("/api/v1/me", ours).status()).isEqualTo(200);
        assertThat(here.open("/account").status()).isEqualTo(200);

        String browser = client.get("/api/v1/me/sessions", ours)
                .body()
                .get("items")
                .valueStream()
                .filter(session -> session.get("kind").asString().equals("browser"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
        assertThat(client.send("DELETE", "/api/v1/me/sessions/" + browser, ours, null)
                        .status())
                .isEqualTo(204);
        WithinASecond.becomes(401, () -> client.get("/api/v1/me", ours).status());
    }

    @Test
    void nobodyEndsTheSessionsOfOthers() {
        String hers = token(signedIn());
        UUID bob = person("bob");
        Browser browser = new Browser(hubUrl());
        assertThat(signIn(browser, nameOf("bob", bob), PASSWORD)).isEqualTo(302);
        String his = token(browser);
        String session = client.get("/api/v1/me/sessions", his)
                .body()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        assertThat(client.send("DELETE", "/api/v1/me/sessions/" + session, hers, null)
                        .status())
                .isEqualTo(404);
        assertThat(client.get("/api/v1/me", his).status()).isEqualTo(200);
    }

    @Test
    void failedSignInsAreShownToo() {
        assertThat(signIn(new Browser(hubUrl()), adasName(), "not the right one"))
                .isEqualTo(401);
        JsonNode all =
                client.get("/api/v1/me/sign-ins", token(signedIn())).body().get("items");
        assertThat(all.get(0).get("succeeded").asBoolean()).isTrue();
        assertThat(all.get(1).get("succeeded").asBoolean()).isFalse();
        assertThat(all.get(1).get("reason").asString()).isEqualTo("The password was wrong");
    }

    @Test
    void aPasswordIsChangedByWhoeverKnowsThePresentOne() {
        String token = token(signedIn());
        Client.Answer wrong = change(token, "not the right one", NEXT);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().get("target").asString()).isEqualTo("currentPassword");
        assertThat(change(token, PASSWORD, "short").status()).isEqualTo(400);
        assertThat(change(token, PASSWORD, PASSWORD).status()).isEqualTo(400);
        assertThat(change(token, PASSWORD, NEXT).status()).isEqualTo(204);
        WithinASecond.becomes(401, () -> client.get("/api/v1/me", token).status());
        assertThat(signIn(new Browser(hubUrl()), adasName(), NEXT)).isEqualTo(302);
    }

    private Client.Answer change(String token, String current, String next) {
        return client.send("POST", "/api/v1/me/password", token, """
                {"currentPassword": "%s", "newPassword": "%s"}""".formatted(current, next));
    }

    @Test
    void aProgramHasNoAccountOfItsOwn() {
        UUID program = Estate.serviceAccount(organization, null);
        String token = client.tokenOf(program);
        for (String path : List.of("/api/v1/me", "/api/v1/me/sessions", "/api/v1/me/sign-ins")) {
            assertThat(client.get(path, token).status()).as(path).isEqualTo(404);
        }
        assertThat(client.get("/api/v1/me", null).status()).isEqualTo(401);
    }
}
