package io.tenantry.signin;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Reach;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordHash;
import io.tenantry.credentials.Passwords;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A person with a password, two applications, and the steps between them. */
abstract class SignInTest extends HubTest {
    static final String PASSWORD = "violet tractor humming eleven";
    static final String REDIRECT = "http://127.0.0.1:18999/cb";
    static final String VERIFIER = "a-verifier-that-is-long-enough-for-anybody-0123456789";

    @Autowired
    private Passwords passwords;

    @Autowired
    private Database database;

    OrganizationId organization = new OrganizationId(Ids.next());
    UUID ada = organization.value();
    Client client = new Client("");
    String operator = "";

    /** An application as it was registered. */
    record Application(String id, String secret) {
        List<String> authorization() {
            return List.of("Authorization", Client.basic(id, secret));
        }
    }

    @BeforeEach
    void makePerson() {
        client = new Client(hubUrl());
        OrganizationId root = TestOrganizations.root();
        organization = Estate.organization(root, "People");
        ada = Estate.user(organization, "ada");
        Estate.assign(organization, ada, "user", BuiltInRole.READERS, organization);
        giveAda(PASSWORD, false);
        UUID account = Estate.serviceAccount(root, null);
        Estate.assign(root, account, "service account", BuiltInRole.ADMINISTRATORS, root);
        operator = client.tokenOf(account);
    }

    void giveAda(String password, boolean mustChange) {
        PasswordHash hash = passwords.prepare(password, PasswordContext.of());
        database.change(
                new Reach.Everything(), session -> passwords.store(session, organization, ada, hash, mustChange));
    }

    String adasName() {
        return "ada." + ada + "@example.com";
    }

    Application register(OrganizationId where, boolean isPublic) {
        Client.Answer answer =
                client.send("POST", "/api/v1/organizations/" + where + "/sign-in-clients", operator, """
                        {"displayName": "App", "isPublic": %s, "redirectUris": ["%s"], "logoutUris": ["%s"]}
                        """.formatted(
                                isPublic, REDIRECT, REDIRECT));
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        JsonNode secret = answer.body().get("clientSecret");
        return new Application(answer.body().get("clientId").asString(), secret.isNull() ? "" : secret.asString());
    }

    /** Where an application sends a browser; further parameters in turn. */
    static String authorize(Application application, String... more) {
        List<String> parameters = new ArrayList<>(List.of(
                "response_type",
                "code",
                "client_id",
                application.id(),
                "scope",
                "openid profile",
                "state",
                "s1",
                "nonce",
                "n1"));
        parameters.addAll(List.of(more));
        return "/oauth2/authorize?" + Client.form(parameters.toArray(String[]::new));
    }

    static String withPkce(Application application) {
        return authorize(
                application,
                "redirect_uri",
                REDIRECT,
                "code_challenge",
                challenge(VERIFIER),
                "code_challenge_method",
                "S256");
    }

    static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    Browser signedIn() {
        Browser browser = new Browser(hubUrl());
        browser.open("/login");
        Client.Answer answer = browser.submit("/login", "name", adasName(), "password", PASSWORD);
        if (answer.status() != 302) {
            throw new AssertionError("Not signed in: " + answer.status() + answer.body());
        }
        return browser;
    }

    static Map<String, String> parameters(Client.Answer redirected) {
        String location = redirected.header("Location");
        if (location == null || location.indexOf('?') < 0) {
            throw new AssertionError("No redirect: " + redirected.status() + " " + location + redirected.body());
        }
        return Stream.of(location.substring(location.indexOf('?') + 1).split("&", -1))
                .collect(Collectors.toMap(pair -> pair.split("=", 2)[0], pair -> pair.split("=", 2)[1]));
    }

    String code(Application application) {
        String code = parameters(signedIn().open(withPkce(application))).get("code");
        if (code == null) {
            throw new AssertionError("No code");
        }
        return code;
    }

    Client.Answer redeem(Application application, String code) {
        return client.post(
                "/oauth2/token",
                application.secret().isEmpty() ? List.of() : application.authorization(),
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT,
                "client_id",
                application.id(),
                "code_verifier",
                VERIFIER);
    }

    Client.Answer refresh(Application application, String token) {
        return client.post(
                "/oauth2/token",
                application.secret().isEmpty() ? List.of() : application.authorization(),
                "grant_type",
                "refresh_token",
                "refresh_token",
                token,
                "client_id",
                application.id());
    }

    static String text(Client.Answer answer, String member) {
        JsonNode value = answer.body().get(member);
        if (value == null) {
            throw new AssertionError("No " + member + ": " + answer.status() + " " + answer.body());
        }
        return value.asString();
    }

    /** What the hub's own API says to the token: 200 while its bearer may look at his own rights. */
    int status(String accessToken) {
        return client.get("/api/v1/principals/" + ada + "/rights", accessToken).status();
    }
}
