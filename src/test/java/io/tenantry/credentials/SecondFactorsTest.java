package io.tenantry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Callers;
import io.tenantry.credentials.internal.Totp;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
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

/** Codes beside passwords: what they open, and how often anybody may guess. */
class SecondFactorsTest extends PeopleWithPasswords {
    private static final LogonResult DENIED = new LogonResult.Denied();

    private final Logons logons;
    private final SecondFactors factors;
    private final Callers callers;

    @Autowired
    SecondFactorsTest(Logons logons, SecondFactors factors, Callers callers) {
        this.logons = logons;
        this.factors = factors;
        this.callers = callers;
    }

    /** An app, and the codes for the day on which it is lost. */
    private record App(String secret, List<String> recoveryCodes) {
        String code() {
            return Totp.code(secret, Instant.now());
        }

        String nextCode() {
            return Totp.code(secret, Instant.now().plusSeconds(30));
        }
    }

    /** Sets up Ada's app, as if some time ago: the code of this moment is not used up. */
    private App setUp() {
        SecondFactors.Setup setup = factors.setup(organization, ada, "");
        App app = new App(setup.secret(), add(setup.sealed(), Totp.code(setup.secret(), Instant.now())));
        forgetSteps();
        return app;
    }

    private List<String> add(String sealed, String code) {
        return factors.add(organization, ada, new NewFactor.App(sealed, code), "test");
    }

    private void forgetSteps() {
        Estate.run("UPDATE authenticators SET last_step = 0 WHERE user_id = ?", ada);
    }

    private LogonResult signIn(String password) {
        return logons.signIn(nameOf(ada), password, "test");
    }

    private Halfway halfway() {
        return assertThat(signIn(PASSWORD))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(LogonResult.SecondFactorDue.class))
                .actual()
                .person();
    }

    private LogonResult confirm(Halfway person, String code) {
        return logons.confirm(person, code, "test");
    }

    private void require(String whom) {
        policies.change(
                TestOrganizations.everywhere(),
                organization,
                Map.of("secondFactorPolicy", Map.of("required", whom)),
                null);
    }

    @Test
    void aPasswordAloneOpensNothingOnceThereIsAnApp() {
        App app = setUp();
        Halfway person = halfway();
        assertThat(confirm(person, "000000")).isEqualTo(DENIED);
        assertThat(confirm(person, app.code()))
                .isEqualTo(new LogonResult.Welcome(organization, ada, false, null, SignInProof.PASSWORD_AND_CODE));
        assertThat(lookUp("""
                SELECT after ->> 'methods' FROM audit_events
                WHERE target_id = ?::text AND action = 'user.signin' AND outcome = 'done'
                """)).isEqualTo("[\"pwd\", \"otp\", \"mfa\"]");
    }

    @Test
    void aCodeWorksOnceAndNoneBeforeItAfterwards() {
        App app = setUp();
        Halfway person = halfway();
        String present = app.code();
        String next = app.nextCode();
        assertThat(confirm(person, next)).isInstanceOf(LogonResult.Welcome.class);
        assertThat(confirm(person, next)).isEqualTo(DENIED);
        assertThat(confirm(person, present)).isEqualTo(DENIED);
    }

    @Test
    void theCodeThatSetItUpSignsNobodyIn() {
        SecondFactors.Setup setup = factors.setup(organization, ada, "");
        String code = Totp.code(setup.secret(), Instant.now());
        add(setup.sealed(), code);
        assertThat(confirm(halfway(), code)).isEqualTo(DENIED);
    }

    @Test
    void oneCodeSentTwentyTimesAtOnceSignsInOnce() {
        App app = setUp();
        Halfway person = halfway();
        String code = app.code();
        guardWith(Map.of("maxLoginFailures", 10));
        assertThat(atOnce(20, () -> confirm(person, code)))
                .filteredOn(result -> result instanceof LogonResult.Welcome)
                .hasSize(1);
    }

    @Test
    void aRecoveryCodeWorksOnceHoweverItIsTyped() {
        App app = setUp();
        String code = app.recoveryCodes().getFirst();
        assertThat(app.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        Halfway person = halfway();
        String typed = " " + code.toUpperCase(java.util.Locale.ROOT).replace('-', ' ');
        assertThat(atOnce(4, () -> confirm(person, typed)))
                .filteredOn(result -> result instanceof LogonResult.Welcome)
                .hasSize(1);
        assertThat(factors.held(organization, ada).recoveryCodes()).isEqualTo(9);
        assertThat(lookUp("SELECT count(*) FROM recovery_codes WHERE user_id = ? AND code_hash NOT LIKE '%-%-%-%'"))
                .isEqualTo(10L);
    }

    @Test
    void fiftyWrongCodesAtOnceAreNoMoreThanFiveAndLockThePasswordToo() {
        guardWith(STRICT);
        App app = setUp();
        Halfway person = halfway();
        assertThat(atOnce(50, () -> confirm(person, "12345"))).containsOnly(DENIED);
        assertThat(isLocked()).isTrue();
        assertThat(lookUp("SELECT lockouts FROM logon_failures WHERE user_id = ?"))
                .isEqualTo(1);
        assertThat(lookUp("""
                SELECT count(*) FROM audit_events
                WHERE target_id = ?::text AND reason = 'The code was wrong'
                """)).isEqualTo(4L);
        assertThat(confirm(person, app.code())).isEqualTo(DENIED);
        assertThat(signIn(PASSWORD)).isEqualTo(DENIED);
        pass(Duration.ofMinutes(61));
        assertThat(confirm(halfway(), app.code())).isInstanceOf(LogonResult.Welcome.class);
        assertThat(lookUp("SELECT 1 FROM logon_failures WHERE user_id = ?")).isNull();
    }

    @Test
    void theRightPasswordInBetweenBuysNoFurtherGuesses() {
        guardWith(STRICT);
        setUp();
        for (int n = 0; n < 5; n++) {
            assertThat(confirm(halfway(), "123456")).isEqualTo(DENIED);
        }
        assertThat(isLocked()).isTrue();
    }

    @Test
    void rightPasswordsBesideGuessesNeverEndALock() {
        guardWith(STRICT);
        setUp();
        Halfway person = halfway();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            IntStream.range(0, 60)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> n % 2 == 0 ? signIn(PASSWORD) : confirm(person, "123456"), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        assertThat(isLocked()).isTrue();
        assertThat(lookUp("SELECT lockouts FROM logon_failures WHERE user_id = ?"))
                .isEqualTo(1);
    }

    @Test
    void codesAreCountedEvenWherePasswordsAreNot() {
        guardWith(Map.of("enabled", false, "maxLoginFailures", 1000, "waitIncrement", "1s"));
        App app = setUp();
        Halfway person = halfway();
        for (int n = 0; n < 10; n++) {
            assertThat(confirm(person, "123456")).isEqualTo(DENIED);
        }
        assertThat(confirm(person, app.code())).isEqualTo(DENIED);
        pass(Duration.ofSeconds(61));
        assertThat(confirm(person, app.code())).isInstanceOf(LogonResult.Welcome.class);
    }

    @Test
    void whoeverWasHalfwayBeginsAnewOnceThePasswordIsAnother() {
        App app = setUp();
        Halfway person = halfway();
        give(ada, "amber locomotive singing nine", false);
        assertThat(confirm(person, app.code())).isEqualTo(DENIED);
    }

    @Test
    void aPasswordIsReplacedWithACodeOnly() {
        App app = setUp();
        String next = "amber locomotive singing nine";
        assertThat(logons.replace(nameOf(ada), PASSWORD, next, null, "test"))
                .isInstanceOf(LogonResult.SecondFactorDue.class);
        assertThat(logons.replace(nameOf(ada), PASSWORD, next, "123456", "test"))
                .isEqualTo(DENIED);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> logons.replace(nameOf(ada), PASSWORD, "short", app.code(), "test"));
        assertThat(logons.replace(nameOf(ada), PASSWORD, next, app.code(), "test"))
                .isInstanceOf(LogonResult.Welcome.class);
        assertThat(signIn(PASSWORD)).isEqualTo(DENIED);
        assertThat(signIn(next)).isInstanceOf(LogonResult.SecondFactorDue.class);
    }

    @Test
    void whoNeedsOneAndHasNoneSetsItUpOnHisWayIn() {
        require("everybody");
        LogonResult due = signIn(PASSWORD);
        Halfway person = ((LogonResult.EnrolmentDue) due).person();
        SecondFactors.Setup setup = factors.setup(organization, ada, "");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> logons.enrol(person, new NewFactor.App(setup.sealed(), "123456"), "test"))
                .withMessageContaining("does not fit");
        String code = Totp.code(setup.secret(), Instant.now());
        Logons.Enrolled enrolled = logons.enrol(person, new NewFactor.App(setup.sealed(), code), "test");
        assertThat(enrolled.result()).isInstanceOf(LogonResult.Welcome.class);
        assertThat(enrolled.recoveryCodes()).hasSize(10);
        assertThat(logons.enrol(person, new NewFactor.App(setup.sealed(), code), "test")
                        .result())
                .isEqualTo(DENIED);
        assertThat(signIn(PASSWORD)).isInstanceOf(LogonResult.SecondFactorDue.class);
    }

    @Test
    void operatorsAreThoseWithAnyRole() {
        require("operators");
        assertThat(signIn(PASSWORD)).isInstanceOf(LogonResult.Welcome.class);
        Estate.assign(organization, ada, "user", BuiltInRole.READERS, organization);
        assertThat(signIn(PASSWORD)).isInstanceOf(LogonResult.EnrolmentDue.class);
        require("nobody");
        assertThat(signIn(PASSWORD)).isInstanceOf(LogonResult.Welcome.class);
    }

    @Test
    void aSetupIsOfOnePersonAndCannotBeMadeUp() {
        UUID eve = Estate.user(organization, "eve");
        give(eve, PASSWORD, false);
        SecondFactors.Setup hers = factors.setup(organization, eve, "");
        String code = Totp.code(hers.secret(), Instant.now());
        for (String sealed : List.of(hers.sealed(), "", "made up", hers.secret())) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> add(sealed, code))
                    .withMessageContaining("too old");
        }
        assertThat(factors.held(organization, ada).since()).isNull();
    }

    @Test
    void theSecretIsKeptEncryptedAndTwoAreRefused() {
        App app = setUp();
        assertThat((String) Objects.requireNonNull(lookUp("SELECT secret FROM authenticators WHERE user_id = ?")))
                .doesNotContain(app.secret());
        SecondFactors.Setup second = factors.setup(organization, ada, "");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> add(second.sealed(), Totp.code(second.secret(), Instant.now())))
                .matches(refusal -> refusal.reason() == Refusal.Reason.CONFLICT);
    }

    @Test
    void whoHasLostItIsHelpedByThoseWhoMayAndAreNotLessPrivileged() {
        setUp();
        UserKey key = new UserKey.Id(new UserId(ada));
        var helpdesk = callerWith(BuiltInRole.HELPDESK);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> factors.reset(helpdesk, organization, key))
                .withMessageContaining("user.secondfactor.reset");
        var administrator = callerWith(BuiltInRole.USER_ADMINISTRATORS);
        Estate.assign(organization, ada, "user", BuiltInRole.ADMINISTRATORS, organization);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> factors.reset(administrator, organization, key))
                .withMessageContaining("more privileged");
        factors.reset(TestOrganizations.everywhere(), organization, key);
        assertThat(signIn(PASSWORD)).isInstanceOf(LogonResult.Welcome.class);
        assertThat(lookUp("SELECT count(*) FROM audit_events WHERE target_id = ?::text"
                        + " AND action = 'user.secondfactor.reset' AND outcome = 'done'"))
                .isEqualTo(1L);
    }

    private io.tenantry.access.Caller callerWith(BuiltInRole role) {
        UUID user = Estate.user(organization, role.name());
        Estate.assign(organization, user, "user", role, organization);
        return callers.caller(user, "test", "test");
    }

    private static List<LogonResult> atOnce(int many, java.util.function.Supplier<LogonResult> what) {
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            return IntStream.range(0, many)
                    .mapToObj(n -> CompletableFuture.supplyAsync(what, threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }
}
