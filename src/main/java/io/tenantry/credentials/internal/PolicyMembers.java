package io.tenantry.credentials.internal;

import io.tenantry.credentials.BruteForceDetectionPolicy;
import io.tenantry.credentials.PasswordExpirationPolicy;
import io.tenantry.credentials.PasswordValidityPolicy;
import io.tenantry.credentials.SecondFactorPolicy;
import io.tenantry.credentials.SignInPolicy;
import io.tenantry.kernel.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The policies member by member, by the names that callers and the table know them by: policy, member, value. */
public final class PolicyMembers {
    private static final String VALIDITY = "passwordValidityPolicy";
    private static final String EXPIRATION = "passwordExpirationPolicy";
    private static final String BRUTE_FORCE = "bruteForceDetectionPolicy";
    private static final String SECOND_FACTOR = "secondFactorPolicy";
    private static final String REQUIRED = "required";

    private static final Rule FLAG = new Flag();
    private static final Rule TIME = new Time(Duration.ofSeconds(1), Duration.ofDays(365));

    private static final Map<String, Map<String, Rule>> RULES = Map.of(
            VALIDITY,
            Map.of(
                    "minLength", new Count(8, 128),
                    "maxLength", new Count(128, 1_024),
                    "minCharacterClasses", new Count(0, 4),
                    "forbidContext", FLAG,
                    "blocklist", FLAG,
                    "history", new Count(0, 24)),
            EXPIRATION,
            Map.of("enabled", FLAG, "changeInterval", new Count(1, 3_650), "warnInterval", new Count(0, 3_650)),
            BRUTE_FORCE,
            Map.of(
                    "enabled", FLAG,
                    "clearFailuresAfter", TIME,
                    "maxLoginFailures", new Count(1, 1_000),
                    "waitIncrement", TIME,
                    "maxFailureWait", TIME,
                    "maxTemporaryLockouts", new Count(0, 1_000),
                    "permanentLockout", FLAG),
            SECOND_FACTOR,
            Map.of(REQUIRED, new Choice(List.of("nobody", "operators", "everybody"))));

    private PolicyMembers() {}

    /** What a member can be. */
    private sealed interface Rule {
        /** The value as it is kept, or null when the member cannot be that. */
        @Nullable
        Object kept(Object value);

        String expected();
    }

    private record Flag() implements Rule {
        @Override
        public @Nullable Object kept(Object value) {
            return value instanceof Boolean ? value : null;
        }

        @Override
        public String expected() {
            return "true or false";
        }
    }

    private record Count(int least, int most) implements Rule {
        @Override
        public @Nullable Object kept(Object value) {
            return value instanceof Integer number && number >= least && number <= most ? value : null;
        }

        @Override
        public String expected() {
            return "a whole number from " + least + " to " + most;
        }
    }

    private record Time(Duration least, Duration most) implements Rule {
        @Override
        public @Nullable Object kept(Object value) {
            Duration time = value instanceof String text ? Durations.parse(text) : null;
            return time == null || time.compareTo(least) < 0 || time.compareTo(most) > 0
                    ? null
                    : Durations.written(time);
        }

        @Override
        public String expected() {
            return "a length of time such as 90s, 15m, 12h or PT12H, from " + Durations.written(least) + " to "
                    + most.toDays() + "d";
        }
    }

    private record Choice(List<String> words) implements Rule {
        @Override
        public @Nullable Object kept(Object value) {
            return words.contains(value) ? value : null;
        }

        @Override
        public String expected() {
            return "one of " + String.join(", ", words);
        }
    }

    /** All policies there are. */
    public static Set<String> policies() {
        return RULES.keySet();
    }

    /** All members of one policy. */
    public static Set<String> members(String policy) {
        return Objects.requireNonNull(RULES.get(policy)).keySet();
    }

    /**
     * A value as it is kept.
     *
     * @throws Refusal (MALFORMED) when there is no such member, or it cannot be that
     */
    public static Object checked(String policy, String member, Object value) {
        Rule rule = Objects.requireNonNull(RULES.get(policy)).get(member);
        if (rule == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "There is no '" + member + "' in " + policy, member);
        }
        Object kept = rule.kept(value);
        if (kept == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "'" + member + "' has to be " + rule.expected(), member);
        }
        return kept;
    }

    /** The policy as members. */
    public static Map<String, Map<String, Object>> of(SignInPolicy policy) {
        Map<String, Object> validity = new LinkedHashMap<>();
        validity.put("minLength", policy.validity().minLength());
        validity.put("maxLength", policy.validity().maxLength());
        validity.put("minCharacterClasses", policy.validity().minCharacterClasses());
        validity.put("forbidContext", policy.validity().forbidContext());
        validity.put("blocklist", policy.validity().blocklist());
        validity.put("history", policy.validity().history());
        Map<String, Object> expiration = new LinkedHashMap<>();
        expiration.put("enabled", policy.expiration().enabled());
        expiration.put("changeInterval", policy.expiration().changeInterval());
        expiration.put("warnInterval", policy.expiration().warnInterval());
        BruteForceDetectionPolicy guard = policy.bruteForce();
        Map<String, Object> bruteForce = new LinkedHashMap<>();
        bruteForce.put("enabled", guard.enabled());
        bruteForce.put("clearFailuresAfter", Durations.written(guard.clearFailuresAfter()));
        bruteForce.put("maxLoginFailures", guard.maxLoginFailures());
        bruteForce.put("waitIncrement", Durations.written(guard.waitIncrement()));
        bruteForce.put("maxFailureWait", Durations.written(guard.maxFailureWait()));
        bruteForce.put("maxTemporaryLockouts", guard.maxTemporaryLockouts());
        bruteForce.put("permanentLockout", guard.permanentLockout());
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        all.put(VALIDITY, validity);
        all.put(EXPIRATION, expiration);
        all.put(BRUTE_FORCE, bruteForce);
        Map<String, Object> secondFactor = new LinkedHashMap<>();
        secondFactor.put(REQUIRED, policy.secondFactor().required().name().toLowerCase(Locale.ROOT));
        all.put(SECOND_FACTOR, secondFactor);
        return all;
    }

    /** The members as a policy. All of them are there. */
    public static SignInPolicy policy(Map<String, Map<String, Object>> all) {
        Map<String, Object> validity = Objects.requireNonNull(all.get(VALIDITY));
        Map<String, Object> expiration = Objects.requireNonNull(all.get(EXPIRATION));
        Map<String, Object> bruteForce = Objects.requireNonNull(all.get(BRUTE_FORCE));
        return new SignInPolicy(
                new PasswordValidityPolicy(
                        number(validity, "minLength"),
                        number(validity, "maxLength"),
                        number(validity, "minCharacterClasses"),
                        flag(validity, "forbidContext"),
                        flag(validity, "blocklist"),
                        number(validity, "history")),
                new PasswordExpirationPolicy(
                        flag(expiration, "enabled"),
                        number(expiration, "changeInterval"),
                        number(expiration, "warnInterval")),
                new BruteForceDetectionPolicy(
                        flag(bruteForce, "enabled"),
                        time(bruteForce, "clearFailuresAfter"),
                        number(bruteForce, "maxLoginFailures"),
                        time(bruteForce, "waitIncrement"),
                        time(bruteForce, "maxFailureWait"),
                        number(bruteForce, "maxTemporaryLockouts"),
                        flag(bruteForce, "permanentLockout")),
                secondFactor(Objects.requireNonNull(all.get(SECOND_FACTOR))));
    }

    private static SecondFactorPolicy secondFactor(Map<String, Object> members) {
        String required = (String) Objects.requireNonNull(members.get(REQUIRED));
        return new SecondFactorPolicy(SecondFactorPolicy.Whom.valueOf(required.toUpperCase(Locale.ROOT)));
    }

    private static int number(Map<String, Object> members, String name) {
        return (Integer) Objects.requireNonNull(members.get(name));
    }

    private static boolean flag(Map<String, Object> members, String name) {
        return (Boolean) Objects.requireNonNull(members.get(name));
    }

    private static Duration time(Map<String, Object> members, String name) {
        return Objects.requireNonNull(Durations.parse((String) Objects.requireNonNull(members.get(name))));
    }
}
