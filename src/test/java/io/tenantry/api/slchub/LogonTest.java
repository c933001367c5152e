package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Reach;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.Passwords;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.platform.database.Database;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Logging on with a name and a password, and what becomes of passwords and failures. */
class LogonTest extends SlcHubTest {
    private static final String OWN = "violet tractor humming eleven";
    private static final String NEXT = "amber locomotive singing nine";
    private static final String WRONG = "violet tractor humming twelve";

    @Autowired
    private Passwords passwords;

    @Autowired
    private SignInPolicies policies;

    @Autowired
    private Database database;

    private UUID ada = UUID.randomUUID();

    @BeforeEach
    void makeAda() {
        ada = person("ada");
        give(ada, OWN, false);
    }

    private void give(UUID user, String password, boolean mustChange) {
        var hash = passwords.prepare(password, PasswordContext.of());
        database.change(
                new Reach.Everything(), session -> passwords.store(session, organization(), user, hash, mustChange));
    }

    private String name(String of) {
        return of + "@" + domain();
    }

    private Answer login(String name, String password) {
        return client().send("POST", SlcPaths.ROOT + "/login", null, """
                {"username": "%s", "password": "%s"}""".formatted(name, password));
    }

    private String tokenOfAda() {
        Answer answer = login(name("ada"), OWN);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("token", "expiresIn");
        assertThat(answer.body().get("expiresIn").asInt()).isEqualTo(3600);
        return answer.body().get("token").asString();
    }

    @Test
    void aTokenIsGoodForEveryDialectAndEndsWithThePassword() {
        Estate.assign(organization(), ada, "user", BuiltInRole.READERS, organization());
        UUID group = group("Team");
        member(group, ada, "user");
        String token = tokenOfAda();
        assertThat(client().get(SlcPaths.ROOT + "/me", token).body().get("_id").asString())
                .isEqualTo(ada.toString());
        assertThat(client().get("/api/v1/organizations/" + organization() + "/users", token)
                        .status())
                .isEqualTo(200);
        assertThat(client().get("/directory/v1/organizations", token).status()).isEqualTo(200);
        assertThat(claims(token)).contains("\"groups\":[\"" + group + "\"]");
        assertThat(send("PUT", "/users/" + ada + "/password", "{\"password\": \"" + NEXT + "\"}")
                        .status())
                .isEqualTo(200);
        assertEnds(token);
    }

    /** News of an ended sign-in reaches every node within a second. */
    private void assertEnds(String token) {
        long end = System.nanoTime() + 1_000_000_000L;
        int status = client().get(SlcPaths.ROOT + "/me", token).status();
        while (status != 401 && System.nanoTime() < end) {
            status = client().get(SlcPaths.ROOT + "/me", token).status();
        }
        assertThat(status).isEqualTo(401);
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    @Test
    void disablingEndsATokenForGoodAlthoughTheAccountComesBack() {
        String token = tokenOfAda();
        String off = "[{\"op\": \"replace\", \"path\": \"/active\", \"value\": false}]";
        assertThat(send("PATCH", "/users/" + ada, off).status()).isEqualTo(200);
        assertThat(send("PATCH", "/users/" + ada, off.replace("false", "true")).status())
                .isEqualTo(200);
        assertEnds(token);
    }

    @Test
    void introspectionKnowsTheTokenToo() {
        UUID script = Estate.serviceAccount(organization(), null);
        Answer answer = client().post(
                        "/oauth2/introspect",
                        List.of("Authorization", Client.basic(script.toString(), Estate.SECRET)),
                        "token",
                        tokenOfAda());
        assertThat(answer.body().get("active").asBoolean())
                .as(answer.body().toString())
                .isTrue();
        assertThat(answer.body().get("sub").asString()).isEqualTo(ada.toString());
    }

    @Test
    void whatHasToBeReplacedIsReplacedWithoutSigningIn() {
        give(ada, OWN, true);
        assertRefused(login(name("ada"), OWN), 403, "passwordChangeRequired", "replaced");
        String change = "{\"username\": \"%s\", \"currentPassword\": \"%s\", \"newPassword\": \"%s\"}";
        Answer weak =
                client().send("POST", SlcPaths.ROOT + "/password", null, change.formatted(name("ada"), OWN, "short"));
        assertRefused(weak, 400, "badRequest", "fewer than 15");
        Answer done =
                client().send("POST", SlcPaths.ROOT + "/password", null, change.formatted(name("ada"), OWN, NEXT));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().propertyNames()).containsExactly("msg");
        assertThat(login(name("ada"), NEXT).status()).isEqualTo(200);
        assertThat(login(name("ada"), OWN).status()).isEqualTo(401);
    }

    @Test
    void fiveWrongOnesLockUntilSomebodyClearsThem() {
        for (int n = 0; n < 5; n++) {
            assertThat(login(name("ada"), WRONG).status()).isEqualTo(401);
        }
        assertThat(get("/users/" + ada).body().get("temporarilyLocked").asBoolean())
                .isTrue();
        assertThat(login(name("ada"), OWN).status()).isEqualTo(401);
        assertThat(send("DELETE", "/users/" + ada + "/logonfailures").status()).isEqualTo(204);
        assertThat(get("/users/" + ada).body().get("temporarilyLocked").asBoolean())
                .isFalse();
        assertThat(login(name("ada"), OWN).status()).isEqualTo(200);
    }

    @Test
    void theLockForGoodIsLiftedByActivatingOnly() {
        policies.change(
                TestOrganizations.everywhere(),
                organization(),
                Map.of(
                        "bruteForceDetectionPolicy",
                        Map.of("maxLoginFailures", 1, "maxTemporaryLockouts", 0, "permanentLockout", true)),
                null);
        assertThat(login(name("ada"), WRONG).status()).isEqualTo(401);
        Answer user = get("/users/" + ada);
        assertThat(user.body().get("active").asBoolean()).isFalse();
        assertThat(user.body().get("inactiveReason").asString()).isEqualTo("tooManyFailedLogons");
        assertThat(user.body().get("temporarilyLocked").asBoolean()).isFalse();
        assertThat(send("DELETE", "/users/" + ada + "/logonfailures").status()).isEqualTo(204);
        assertThat(login(name("ada"), OWN).status()).isEqualTo(401);
        send("PATCH", "/users/" + ada, "[{\"op\": \"replace\", \"path\": \"/active\", \"value\": true}]");
        assertThat(login(name("ada"), OWN).status()).isEqualTo(200);
    }

    @Test
    void validatingSaysWhatIsWrongAndKeepsNothing() {
        String asked = "{\"password\": \"%s\"}";
        String token = tokenOfAda();
        Answer own = client().send("POST", SlcPaths.ROOT + "/me/password/validate", token, asked.formatted(OWN));
        assertThat(own.body().get("error").asString()).contains("one of your last 5");
        Answer good = client().send("POST", SlcPaths.ROOT + "/me/password/validate", token, asked.formatted(NEXT));
        assertThat(good.body().get("error").asString()).isEmpty();
        Answer others = send("POST", "/users/" + ada + "/password/validate", asked.formatted("P4ssw0rd2026!P4ssw0rd"));
        assertThat(others.body().get("error").asString()).contains("tried first");
        Answer fresh = client().send("POST", SlcPaths.ROOT + "/password/validate", null, """
                {"password": "grace-hopper-1906-cobol", "username": "ghopper", "displayName": "Grace Hopper"}""");
        assertThat(fresh.body().get("error").asString()).contains("hopper");
        assertThat(login(name("ada"), OWN).status()).isEqualTo(200);
    }

    @Test
    void oneChangesOnesOwnPasswordByKnowingTheOldOne() {
        String change = "{\"currentPassword\": \"%s\", \"newPassword\": \"%s\"}";
        String path = SlcPaths.ROOT + "/me/password";
        assertThat(client().send("POST", path, tokenOfAda(), change.formatted(WRONG, NEXT))
                        .status())
                .isEqualTo(400);
        assertThat(client().send("POST", path, tokenOfAda(), change.formatted(OWN, NEXT))
                        .status())
                .isEqualTo(200);
        assertThat(login(name("ada"), NEXT).status()).isEqualTo(200);
    }

    /** What is wrong, and a name and a password that it is wrong with. */
    private Map<String, String[]> refused() {
        UUID locked = person("locked");
        give(locked, OWN, false);
        Estate.run(
                "INSERT INTO logon_failures (organization_id, user_id, lockouts, locked_until) VALUES (?, ?, 1, now() + interval '1 hour')",
                organization().value(),
                locked);
        UUID disabled = person("disabled");
        give(disabled, OWN, false);
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", disabled);
        person("invited");
        UUID wrong = person("wrong");
        give(wrong, OWN, false);
        policies.change(
                TestOrganizations.everywhere(),
                organization(),
                Map.of("bruteForceDetectionPolicy", Map.of("maxLoginFailures", 1000)),
                null);
        Map<String, String[]> all = new LinkedHashMap<>();
        all.put("unknown", new String[] {name("nobody"), OWN});
        all.put("wrong", new String[] {name("wrong"), WRONG});
        all.put("locked", new String[] {name("locked"), OWN});
        all.put("disabled", new String[] {name("disabled"), OWN});
        all.put("invited", new String[] {name("invited"), OWN});
        return all;
    }

    @Test
    void everyRefusalIsOneAnswerThatTakesOneTime() {
        Map<String, String[]> all = refused();
        Map<String, List<Long>> times = new LinkedHashMap<>();
        String body = "";
        for (int round = 0; round < 12; round++) {
            for (Map.Entry<String, String[]> one : all.entrySet()) {
                long before = System.nanoTime();
                Answer answer = login(one.getValue()[0], one.getValue()[1]);
                times.computeIfAbsent(one.getKey(), what -> new ArrayList<>())
                        .add((System.nanoTime() - before) / 1_000);
                assertThat(answer.status()).isEqualTo(401);
                body = body.isEmpty() ? answer.body().toString() : body;
                assertThat(answer.body().toString()).as(one.getKey()).isEqualTo(body);
                assertThat(answer.raw().headers().map().keySet()).doesNotContain("retry-after");
            }
        }
        double[] medians = times.entrySet().stream()
                .mapToDouble(entry -> {
                    long[] sorted = entry.getValue().stream()
                            .skip(2)
                            .mapToLong(Long::longValue)
                            .sorted()
                            .toArray();
                    double median = sorted[sorted.length / 2] / 1_000.0;
                    System.out.printf(
                            "refused %-8s p50 %.1f ms, p95 %.1f ms%n",
                            entry.getKey(), median, sorted[sorted.length * 95 / 100] / 1_000.0);
                    return median;
                })
                .sorted()
                .toArray();
        assertThat(medians[medians.length - 1] / medians[0])
                .as("slowest by fastest of %s ms", Arrays.toString(medians))
                .isLessThan(1.5);
    }

    @Test
    void aFullQueueSaysWhenToComeBack() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> all = new ArrayList<>();
            for (int n = 0; n < 130; n++) {
                String name = name("nobody" + n);
                all.add(threads.submit(() -> login(name, WRONG)));
            }
            List<Answer> answers = new ArrayList<>();
            for (var one : all) {
                answers.add(one.get());
            }
            assertThat(answers).extracting(Answer::status).containsOnly(401, 503);
            Answer busy = answers.stream()
                    .filter(answer -> answer.status() == 503)
                    .findFirst()
                    .orElseThrow();
            assertRefused(busy, 503, "unavailable", "Too many people are signing in");
            assertThat(busy.header("Retry-After")).matches("[1-9][0-9]*");
        }
    }
}
