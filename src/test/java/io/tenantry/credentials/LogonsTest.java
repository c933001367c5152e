package io.tenantry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.kernel.Refusal;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Signing in with a name and a password. */
@Import(LogonsTest.Elsewhere.class)
class LogonsTest extends PeopleWithPasswords {
    private static final LogonResult DENIED = new LogonResult.Denied();

    private final Logons logons;

    @Autowired
    LogonsTest(Logons logons) {
        this.logons = logons;
    }

    /** A directory that knows one password, and does not answer to another. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Elsewhere {
        @Bean
        ExternalLogon elsewhere() {
            return new ExternalLogon() {
                @Override
                public boolean serves(ExternalAccount account) {
                    return account.externalId().startsWith("uid=");
                }

                @Override
                public Answer check(ExternalAccount account, String password) {
                    return switch (password) {
                        case "kept elsewhere" -> Answer.RIGHT;
                        case "no answer" -> Answer.UNREACHABLE;
                        default -> Answer.WRONG;
                    };
                }
            };
        }
    }

    private LogonResult signIn(String password) {
        return logons.signIn(nameOf(ada), password, "test");
    }

    private LogonResult replace(String name, String current, String next) {
        return logons.replace(name, current, next, null, "test");
    }

    private LogonResult.Welcome welcome(String password) {
        return assertThat(signIn(password))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(LogonResult.Welcome.class))
                .actual();
    }

    private String hash() {
        return (String) Objects.requireNonNull(lookUp("SELECT password_hash FROM credentials WHERE user_id = ?"));
    }

    @Test
    void fiftyWrongOnesAtOnceLockOnceAndThenNotEvenTheRightOneIsLookedAt() {
        guardWith(STRICT);
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            List<CompletableFuture<LogonResult>> all = IntStream.range(0, 50)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> signIn(WRONG), threads))
                    .toList();
            assertThat(all).extracting(CompletableFuture::join).containsOnly(DENIED);
        }
        assertThat(isLocked()).isTrue();
        assertThat(lookUp("SELECT lockouts FROM logon_failures WHERE user_id = ?"))
                .isEqualTo(1);
        assertThat(signIn(PASSWORD)).isEqualTo(DENIED);
        pass(Duration.ofMinutes(61));
        assertThat(welcome(PASSWORD).mustChange()).isFalse();
        assertThat(lookUp("SELECT 1 FROM logon_failures WHERE user_id = ?")).isNull();
    }

    @Test
    void anImportedHashIsMadeAnewAtTheFirstSignIn() {
        store(ada, passwords.imported(BCrypt.hashpw("old but gold enough", BCrypt.gensalt(4))), false);
        assertThat(signIn("old but not enough")).isEqualTo(DENIED);
        assertThat(hash()).startsWith("$2a$04$");
        welcome("old but gold enough");
        assertThat(hash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        welcome("old but gold enough");
    }

    @Test
    void passwordsOfEitherNormalFormAreTheSameAndAreKeptInOne() {
        // The ligature and the full-width digits are other characters to NFC, and the same to NFKC.
        String typed = "ﬁve violet tractors １２";
        String nfc = Normalizer.normalize(typed, Normalizer.Form.NFC);
        store(ada, passwords.imported(BCrypt.hashpw(nfc, BCrypt.gensalt(4))), false);
        welcome(typed);
        String made = hash();
        assertThat(made).startsWith("$argon2id$");
        welcome("five violet tractors 12");
        welcome(typed);
        assertThat(hash()).isEqualTo(made);
    }

    @Test
    void anExpiredPasswordHasToBeReplacedAndIsAnnouncedBefore() {
        policies.change(
                TestOrganizations.everywhere(),
                organization,
                Map.of("passwordExpirationPolicy", Map.of("enabled", true, "changeInterval", 30, "warnInterval", 5)),
                null);
        assertThat(welcome(PASSWORD).passwordExpiresIn()).isNull();
        age(26);
        assertThat(Objects.requireNonNull(welcome(PASSWORD).passwordExpiresIn()))
                .isBetween(Duration.ofDays(3), Duration.ofDays(4));
        age(5);
        assertThat(welcome(PASSWORD).mustChange()).isTrue();
        replace(nameOf(ada), PASSWORD, "amber locomotive singing nine");
        assertThat(welcome("amber locomotive singing nine").mustChange()).isFalse();
    }

    private void age(int days) {
        Estate.run(
                "UPDATE credentials SET changed_at = changed_at - make_interval(days => ?) WHERE user_id = ?",
                days,
                ada);
    }

    @Test
    void nobodyComesBackToOneOfHisLastFivePasswords() {
        String before = PASSWORD;
        for (String next :
                List.of("amber locomotive singing 1", "amber locomotive singing 2", "cobalt lantern dancing 3")) {
            assertThat(replace(nameOf(ada), before, next)).isInstanceOf(LogonResult.Welcome.class);
            before = next;
        }
        String last = before;
        for (String used : List.of(PASSWORD, "amber locomotive singing 2", last)) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> replace(nameOf(ada), last, used))
                    .withMessageContaining("one of your last 5");
        }
        assertThat(passwords.problems(organization, PASSWORD, PasswordContext.of()))
                .isEmpty();
        replace(nameOf(ada), last, "cobalt lantern dancing 4");
        replace(nameOf(ada), "cobalt lantern dancing 4", "cobalt lantern dancing 5");
        assertThat(replace(nameOf(ada), "cobalt lantern dancing 5", PASSWORD)).isInstanceOf(LogonResult.Welcome.class);
    }

    @Test
    void aBadNextPasswordIsNoFailedLogon() {
        guardWith(Map.of("maxLoginFailures", 2));
        for (int n = 0; n < 3; n++) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> replace(nameOf(ada), PASSWORD, "short"));
        }
        welcome(PASSWORD);
    }

    @Test
    void whoseHashTheHubDoesNotKeepIsAskedAboutElsewhere() {
        guardWith(STRICT);
        UUID eve = Estate.user(organization, "ada");
        Estate.run("UPDATE users SET external_id = 'uid=eve' WHERE id = ?", eve);
        Estate.run(
                "INSERT INTO logon_names (name_ci, organization_id, user_id) VALUES (?, ?, ?)",
                nameOf(eve),
                organization.value(),
                eve);
        ada = eve;
        assertThat(welcome("kept elsewhere").user()).isEqualTo(eve);
        for (int n = 0; n < 6; n++) {
            assertThat(signIn("no answer")).isEqualTo(DENIED);
        }
        assertThat(isLocked()).isFalse();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> replace(nameOf(eve), "kept elsewhere", "amber locomotive singing"))
                .withMessageContaining("another system");
        for (int n = 0; n < 5; n++) {
            assertThat(signIn("wrong")).isEqualTo(DENIED);
        }
        assertThat(isLocked()).isTrue();
        assertThat(signIn("kept elsewhere")).isEqualTo(DENIED);
    }

    @Test
    void whoHasProvenElsewhereWhoHeIsComesInUnlessHeIsDisabled() {
        assertThat(logons.admit(organization, ada, "elsewhere", "test"))
                .isEqualTo(new LogonResult.Welcome(organization, ada, false, null, SignInProof.ELSEWHERE));
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", ada);
        assertThat(logons.admit(organization, ada, "elsewhere", "test")).isNull();
        assertThat(signIn(PASSWORD)).isEqualTo(DENIED);
    }

    @Test
    void nothingIsCountedForATryThatNeverHadItsTurn() {
        guardWith(STRICT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Boolean>> all = IntStream.range(0, 120)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> isBusy(), threads))
                    .toList();
            long busy = all.stream().filter(CompletableFuture::join).count();
            assertThat(busy).isPositive();
        }
        assertThat(lookUp("SELECT 1 FROM logon_failures WHERE user_id = ?")).isNull();
        welcome(PASSWORD);
    }

    /** Signs in; the right password clears whatever was counted, so only a try that was counted and dropped could remain. */
    private boolean isBusy() {
        try {
            signIn(PASSWORD);
            return false;
        } catch (Refusal busy) {
            assertThat(busy.reason()).isEqualTo(Refusal.Reason.BUSY);
            return true;
        }
    }
}
