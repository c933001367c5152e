package io.tenantry.api.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Policies, passwords and locks over the hub's own API. */
class PasswordsOverOwnApiTest extends HubTest {
    private static final String PASSWORD = "violet tractor humming eleven";

    @Autowired
    private Logons logons;

    private Client client = new Client("");
    private String organization = "";
    private String token = "";
    private UUID ada = UUID.randomUUID();

    @BeforeEach
    void makeAda() {
        client = new Client(hubUrl());
        OrganizationId made = Estate.organization(TestOrganizations.root(), "Own");
        organization = "/api/v1/organizations/" + made;
        ada = Estate.user(made, "ada");
        token = tokenWith(made, BuiltInRole.ADMINISTRATORS);
    }

    private String tokenWith(OrganizationId home, BuiltInRole role) {
        UUID script = Estate.serviceAccount(home, null);
        Estate.assign(home, script, "service account", role, home);
        return client.tokenOf(script);
    }

    private LogonResult signIn(String password) {
        return logons.signIn("ada." + ada + "@example.com", password, "test");
    }

    @Test
    void anAdministratorSetsAPasswordThatHasToBeReplaced() {
        String path = organization + "/users/" + ada + "/password";
        assertThat(client.send("PUT", path, token, "{\"password\": \"short\"}").status())
                .isEqualTo(400);
        assertThat(client.send("PUT", path, token, "{\"password\": \"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(signIn(PASSWORD))
                .isInstanceOfSatisfying(
                        LogonResult.Welcome.class,
                        welcome -> assertThat(welcome.mustChange()).isTrue());
    }

    @Test
    void aHashFromElsewhereLetsItsOwnerIn() {
        String path = organization + "/users/" + ada + "/password-hash";
        String hash = BCrypt.hashpw("as ever", BCrypt.gensalt(4));
        assertThat(client.send("PUT", path, token, "{\"hash\": \"" + hash + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(signIn("as ever")).isInstanceOf(LogonResult.Welcome.class);
        Answer refused = client.send("PUT", path, token, "{\"hash\": \"$2b$31$" + hash.substring(7) + "\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().get("detail").asString()).contains("more or less work");
    }

    @Test
    void aPasswordIsJudgedBeforeItIsSet() {
        Answer answer = client.send("POST", organization + "/password-judgements", token, """
                {"password": "Lovelace1985!", "displayName": "Ada Lovelace"}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("acceptable").asBoolean()).isFalse();
        assertThat(answer.body().get("problems").toString()).contains("fewer than 15", "lovelace");
        assertThat(answer.body().get("score").asInt()).isLessThan(3);
        assertThat(answer.body().get("reasons").toString()).contains("1985");
    }

    @Test
    void policiesAreReadAndChangedWithTheirVersion() {
        String path = organization + "/sign-in-policies";
        Answer before = client.get(path, token);
        assertThat(before.header("ETag")).isEqualTo("\"0\"");
        assertThat(before.body()
                        .at("/effective/bruteForceDetectionPolicy/maxLoginFailures")
                        .asInt())
                .isEqualTo(5);
        Answer after = client.send("PATCH", path, token, """
                {"bruteForceDetectionPolicy": {"maxLoginFailures": 3, "waitIncrement": "PT30S"}}""");
        assertThat(after.status()).as(after.body().toString()).isEqualTo(200);
        assertThat(after.header("ETag")).isEqualTo("\"1\"");
        assertThat(after.body()
                        .at("/effective/bruteForceDetectionPolicy/waitIncrement")
                        .asString())
                .isEqualTo("30s");
        assertThat(after.body()
                        .at("/sources/bruteForceDetectionPolicy/waitIncrement/from")
                        .asString())
                .isEqualTo("own");
        Answer wrong = client.send("PATCH", path, token, """
                {"bruteForceDetectionPolicy": {"maxLoginFailures": 0}}""");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().get("target").asString()).isEqualTo("maxLoginFailures");
    }

    @Test
    void readersReadPoliciesAndChangeNone() {
        OrganizationId home = Estate.organization(TestOrganizations.root(), "Readers");
        String reader = tokenWith(home, BuiltInRole.READERS);
        String path = "/api/v1/organizations/" + home + "/sign-in-policies";
        assertThat(client.get(path, reader).status()).isEqualTo(200);
        assertThat(client.send("PATCH", path, reader, "{}").status()).isEqualTo(403);
        assertThat(client.get(organization + "/sign-in-policies", reader).status())
                .isEqualTo(403);
    }
}
