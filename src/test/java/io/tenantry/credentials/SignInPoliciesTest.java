package io.tenantry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose rules hold where. */
class SignInPoliciesTest extends HubTest {
    private static final Caller ANYBODY = TestOrganizations.everywhere();
    private static final String VALIDITY = "passwordValidityPolicy";
    private static final String GUARD = "bruteForceDetectionPolicy";

    private final SignInPolicies policies;
    private final Passwords passwords;
    private final OrganizationId upper = Estate.reseller(TestOrganizations.root(), "Upper");
    private final OrganizationId lower = Estate.organization(upper, "Lower");

    @Autowired
    SignInPoliciesTest(SignInPolicies policies, Passwords passwords) {
        this.policies = policies;
        this.passwords = passwords;
    }

    @Test
    void theNearestWhoSaysSomethingIsRight() {
        assertThat(policies.of(lower)).isEqualTo(policies.ofInstallation());
        policies.change(ANYBODY, upper, Map.of(VALIDITY, Map.of("minLength", 20, "history", 3)), null);
        policies.change(ANYBODY, lower, Map.of(VALIDITY, Map.of("minLength", 9)), null);
        PasswordValidityPolicy held = policies.of(lower).validity();
        assertThat(held.minLength()).isEqualTo(9);
        assertThat(held.history()).isEqualTo(3);
        assertThat(held.blocklist()).isTrue();
        assertThat(policies.of(upper).validity().minLength()).isEqualTo(20);
    }

    @Test
    void tellsWhereEachValueComesFromButNotOfOrganizationsOutOfReach() {
        policies.change(ANYBODY, upper, Map.of(VALIDITY, Map.of("history", 3)), null);
        policies.change(ANYBODY, lower, Map.of(GUARD, Map.of("waitIncrement", "PT2M")), null);
        SignInPolicies.Told all = policies.show(ANYBODY, lower);
        assertThat(all.own()).isEqualTo(Map.of(GUARD, Map.of("waitIncrement", "2m")));
        assertThat(all.sources().get(VALIDITY)).containsEntry("history", new SignInPolicies.Source("inherited", upper));
        assertThat(all.sources().get(VALIDITY))
                .containsEntry("minLength", new SignInPolicies.Source("installation", null));
        assertThat(all.sources().get(GUARD)).containsEntry("waitIncrement", new SignInPolicies.Source("own", null));
        assertThat(policies.show(TestOrganizations.within(lower), lower)
                        .sources()
                        .get(VALIDITY))
                .containsEntry("history", new SignInPolicies.Source("inherited", null));
        assertThat(policies.of(lower).bruteForce().waitIncrement()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void nullGoesBackToWhatIsInherited() {
        policies.change(ANYBODY, lower, Map.of(VALIDITY, Map.of("minLength", 20, "history", 3)), null);
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("minLength", null);
        assertThat(policies.change(ANYBODY, lower, Map.of(VALIDITY, nothing), null)
                        .own())
                .isEqualTo(Map.of(VALIDITY, Map.of("history", 3)));
        assertThat(policies.change(ANYBODY, lower, Collections.singletonMap(VALIDITY, null), null)
                        .own())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "passwordValidityPolicy, minLength, 7",
        "passwordValidityPolicy, maxLength, 127",
        "passwordValidityPolicy, minCharacterClasses, 5",
        "passwordValidityPolicy, blocklist, yes",
        "passwordValidityPolicy, entropy, 7",
        "passwordExpirationPolicy, changeInterval, 0",
        "bruteForceDetectionPolicy, waitIncrement, soon",
        "bruteForceDetectionPolicy, waitIncrement, 0s",
        "bruteForceDetectionPolicy, clearFailuresAfter, 366d",
        "bruteForceDetectionPolicy, maxLoginFailures, 0",
    })
    void refusesWhatAMemberCannotBeAndNamesIt(String policy, String member, String value) {
        Object given = value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> policies.change(ANYBODY, lower, Map.of(policy, Map.of(member, given)), null))
                .satisfies(refusal -> assertThat(refusal.target()).isEqualTo(member));
        assertThat(policies.show(ANYBODY, lower).version()).isZero();
    }

    @Test
    void refusesAVersionThatIsOld() {
        policies.change(ANYBODY, lower, Map.of(VALIDITY, Map.of("history", 3)), 0L);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> policies.change(ANYBODY, lower, Map.of(VALIDITY, Map.of("history", 4)), 0L))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.PRECONDITION_FAILED));
    }

    @Test
    void aPasswordIsJudgedByTheRulesOfItsOrganization() {
        String candidate = "Violet-7";
        assertThat(passwords.problems(lower, candidate, PasswordContext.of()))
                .containsExactly("The password has fewer than 15 characters");
        policies.change(ANYBODY, lower, Map.of(VALIDITY, Map.of("minLength", 8, "minCharacterClasses", 4)), null);
        assertThat(passwords.problems(lower, candidate, PasswordContext.of())).isEmpty();
        assertThat(passwords.problems(lower, "violet-7", PasswordContext.of()))
                .singleElement()
                .asString()
                .contains("four kinds");
        List<String> both = passwords.problems(lower, "L0velace7", PasswordContext.of("Ada Lovelace"));
        assertThat(both).anySatisfy(problem -> assertThat(problem).contains("contains 'lovelace'"));
        policies.change(ANYBODY, lower, Map.of(VALIDITY, Map.of("forbidContext", false, "blocklist", false)), null);
        assertThat(passwords.problems(lower, "L0velace-7", PasswordContext.of("Ada Lovelace")))
                .isEmpty();
        assertThat(passwords.problems(lower, "Passw0rd!", PasswordContext.of())).isEmpty();
    }
}
