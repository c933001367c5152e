package io.tenantry.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Reach;
import io.tenantry.credentials.internal.CredentialRows;
import io.tenantry.credentials.internal.CredentialRows.Account;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What failed logons lead to, policy by policy. The database keeps the time, so time passes by moving what it has written into
 * the past.
 */
class LockoutsTest extends PeopleWithPasswords {
    private final Lockouts lockouts;
    private final CredentialRows rows;

    @Autowired
    LockoutsTest(Lockouts lockouts, CredentialRows rows) {
        this.lockouts = lockouts;
        this.rows = rows;
    }

    /**
     * Events, and what comes of each. {@code x} a wrong password: {@code .} counted, {@code L} locked for a while, {@code P} for
     * good, {@code -} not looked at. {@code o} the right password: {@code !} or {@code -}. {@code +60} so many minutes pass,
     * {@code c} an administrator clears the failures, {@code e} he enables the account.
     */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            five lock, and nothing is looked at while it lasts | | x x x x x x o +59 o +2 o | . . . . L - -  -  !
            each lock is longer by as much                     | | x x x x x +61 x x x x x +61 o +60 o | . . . . L . . . . L - !
            the third does not pass                            | | x x x x x +61 x x x x x +121 x x x x x o +99999 o | . . . . L . . . . L . . . . P - -
            attempts while locked do not make it longer        | | x x x x x x x +30 x x +31 o | . . . . L - - - - !
            success clears the count                           | | x x x x o x x x x o | . . . . ! . . . . !
            success clears the locks too                       | | x x x x x +61 o x x x x x +61 o | . . . . L ! . . . . L !
            a gap begins the count anew                        | | x x x x +43201 x x x x x | . . . . . . . . L
            a gap short of that does not                       | | x x x x +43190 x | . . . . L
            a gap forgets the locks too                        | | x x x x x +43300 x x x x x +61 o | . . . . L . . . . L !
            clearing ends a lock                               | | x x x x x c o | . . . . L !
            clearing begins the count anew                     | | x x x x c x x x x x | . . . . . . . . L
            clearing does not end the lock for good            | maxLoginFailures=1,maxTemporaryLockouts=0 | x c o | P -
            enabling does, and begins the count anew           | maxLoginFailures=2,maxTemporaryLockouts=0 | x x e o x x | . P ! . P
            no lock is longer than the longest                 | maxLoginFailures=1,maxTemporaryLockouts=9,maxFailureWait=90m | x +61 x +91 x +91 x +89 o +2 o | L L L L - !
            without a permanent lock they go on                | maxLoginFailures=1,maxTemporaryLockouts=1,permanentLockout=false | x +61 x +121 x +181 x +200 o +41 o | L L L L - !
            one failure locks when one is the most             | maxLoginFailures=1 | x o +61 o | L - !
            switched off, nothing is counted                   | enabled=false | x x x x x x x x x o | . . . . . . . . . !
            """)
    void leadToWhatThePolicySays(String because, String members, String events, String expected) {
        Map<String, Object> policy = new HashMap<>(STRICT);
        if (members != null) {
            for (String member : members.split(",", -1)) {
                String value = member.split("=", -1)[1];
                policy.put(member.split("=", -1)[0], read(value));
            }
        }
        guardWith(policy);
        StringBuilder seen = new StringBuilder();
        for (String event : events.split(" ", -1)) {
            seen.append(after(event));
        }
        assertThat(seen.toString()).as(because).isEqualTo(expected.replace(" ", ""));
    }

    private static Object read(String value) {
        return switch (value) {
            case "true", "false" -> Boolean.valueOf(value);
            default -> value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;
        };
    }

    private String after(String event) {
        switch (event) {
            case "x" -> {
                return wrong();
            }
            case "o" -> {
                return right();
            }
            case "c" -> clear();
            case "e" -> Estate.run("UPDATE users SET account_enabled = true WHERE id = ?", ada);
            default -> pass(Duration.ofMinutes(Long.parseLong(event.substring(1))));
        }
        return "";
    }

    private String wrong() {
        Account account = account();
        BruteForceDetectionPolicy policy = policies.of(organization).bruteForce();
        Lockouts.Attempt attempt = lockouts.begin(account.active() ? account : null, "ada", policy);
        if (!attempt.isOpen()) {
            return "-";
        }
        lockouts.failed(account, attempt, policy, "password", "test");
        if (!account().active()) {
            assertThat(lookUp("SELECT inactive_reason FROM users WHERE id = ?")).isEqualTo("tooManyFailedLogons");
            assertThat(isLocked()).isFalse();
            return "P";
        }
        return isLocked() ? "L" : ".";
    }

    private String right() {
        Account account = account();
        BruteForceDetectionPolicy policy = policies.of(organization).bruteForce();
        boolean open =
                lockouts.begin(account.active() ? account : null, "ada", policy).isOpen();
        if (open) {
            clear();
        }
        return open ? "!" : "-";
    }

    private void clear() {
        database.change(new Reach.Everything(), session -> lockouts.clear(session, organization, ada));
    }

    private Account account() {
        return Objects.requireNonNull(rows.account(organization, ada));
    }

    @Test
    void fiftyAtOnceAreNoMoreThanFive() {
        guardWith(STRICT);
        Account account = account();
        BruteForceDetectionPolicy policy = policies.of(organization).bruteForce();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            var attempts = IntStream.range(0, 50)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> lockouts.begin(account, "ada", policy), threads))
                    .toList();
            assertThat(attempts.stream().map(CompletableFuture::join).filter(Lockouts.Attempt::isOpen))
                    .hasSize(5)
                    .filteredOn(attempt -> attempt.lockout() == 1)
                    .hasSize(1);
        }
        assertThat(isLocked()).isTrue();
        assertThat(lookUp("SELECT lockouts FROM logon_failures WHERE user_id = ?"))
                .isEqualTo(1);
    }

    @Test
    void theLastAdministratorIsLockedForAWhileOnly() {
        guardWith(Map.of("maxLoginFailures", 1, "maxTemporaryLockouts", 0, "permanentLockout", true));
        Estate.assign(organization, ada, "user", BuiltInRole.ADMINISTRATORS, TestOrganizations.root());
        boolean others = others();
        assertThat(wrong()).isEqualTo(others ? "P" : "L");
    }

    /** Other tests may have left administrators behind. */
    private boolean others() {
        return Boolean.TRUE.equals(lookUp("""
                SELECT EXISTS (SELECT FROM role_assignments a
                    JOIN users u ON u.id = a.principal_id AND u.account_enabled AND u.deleted_at IS NULL
                    JOIN credentials c ON c.user_id = u.id
                    JOIN organizations o ON o.organization_id = a.scope_organization_id AND o.parent_id IS NULL
                    WHERE a.role_id = '%s' AND a.scope_kind = 'subtree' AND u.id <> ?)
                """.formatted(BuiltInRole.ADMINISTRATORS.id())));
    }

    @Test
    void anUnknownOutcomeIsNotHeldAgainstAnybody() {
        guardWith(Map.of("maxLoginFailures", 2));
        BruteForceDetectionPolicy policy = policies.of(organization).bruteForce();
        for (int n = 0; n < 5; n++) {
            Lockouts.Attempt attempt = lockouts.begin(account(), "ada", policy);
            assertThat(attempt.isOpen()).isTrue();
            lockouts.unknown(account(), attempt, policy);
        }
        assertThat(wrong()).isEqualTo(".");
        assertThat(wrong()).isEqualTo("L");
    }

    @Test
    void aLockIsAnAuditEventOfTheHubItself() {
        guardWith(STRICT);
        for (int n = 0; n < 5; n++) {
            wrong();
        }
        assertThat(lookUp("""
                SELECT actor_kind || ' ' || (after ->> 'lockouts') FROM audit_events
                WHERE target_id = ?::text AND action = 'user.lockout'
                """)).isEqualTo("system 1");
    }
}
