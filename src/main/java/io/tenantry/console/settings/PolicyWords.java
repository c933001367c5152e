package io.tenantry.console.settings;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for signing in, in words. A rule that has none yet is called by its name, so that none is left out. */
final class PolicyWords {
    private static final Map<String, String> POLICIES = Map.of(
            "passwordValidityPolicy", "Which passwords are accepted",
            "passwordExpirationPolicy", "When passwords have to be replaced",
            "bruteForceDetectionPolicy", "When failed sign-ins lock an account",
            "secondFactorPolicy", "Who needs more than a password");

    private static final Map<String, Rule> RULES = Map.ofEntries(
            rule(
                    "passwordValidityPolicy.minLength",
                    "Fewest characters",
                    "8 to 128. Length is what makes a password hard to guess."),
            rule("passwordValidityPolicy.maxLength", "Most characters", "128 to 1024."),
            rule(
                    "passwordValidityPolicy.minCharacterClasses",
                    "Kinds of characters",
                    "0 to 4 of: lower case, upper case, digits, others. 0 asks for none, which is what is advised today."),
            rule(
                    "passwordValidityPolicy.forbidContext",
                    "Keep names and addresses out",
                    "Parts of the person's own names and addresses, from four characters on."),
            rule(
                    "passwordValidityPolicy.blocklist",
                    "Refuse what everybody tries first",
                    "Passwords made of well-known ones."),
            rule(
                    "passwordValidityPolicy.history",
                    "Latest passwords that cannot be chosen again",
                    "0 to 24, the present one included."),
            rule(
                    "passwordExpirationPolicy.enabled",
                    "Passwords expire",
                    "Usually better off: it makes people choose worse ones."),
            rule("passwordExpirationPolicy.changeInterval", "After how many days", "1 to 3650."),
            rule("passwordExpirationPolicy.warnInterval", "Told how many days before", "0 to 3650."),
            rule(
                    "bruteForceDetectionPolicy.enabled",
                    "Failed sign-ins lock the account",
                    "Without it anybody can try passwords for ever."),
            rule("bruteForceDetectionPolicy.maxLoginFailures", "How many failures lock", "1 to 1000."),
            rule(
                    "bruteForceDetectionPolicy.clearFailuresAfter",
                    "Failures are forgotten after",
                    "A time such as 90s, 15m or 12h without another failure."),
            rule(
                    "bruteForceDetectionPolicy.waitIncrement",
                    "How long the first lock holds",
                    "A time such as 90s, 15m or 12h; each further lock holds that much longer."),
            rule(
                    "bruteForceDetectionPolicy.maxFailureWait",
                    "How long a lock holds at most",
                    "A time such as 90s, 15m or 12h."),
            rule(
                    "bruteForceDetectionPolicy.permanentLockout",
                    "Lock for good in the end",
                    "Then an administrator has to let the person in again. Whoever knows a name could shut its owner out."),
            rule(
                    "bruteForceDetectionPolicy.maxTemporaryLockouts",
                    "Locks that pass by themselves before that",
                    "0 to 1000."),
            rule(
                    "secondFactorPolicy.required",
                    "A second factor is asked of",
                    "nobody, operators (people with any role) or everybody. Who has none sets it up at his next sign-in."));

    private PolicyWords() {}

    /** What a rule is called, and what it means. */
    record Rule(String label, @Nullable String hint) {}

    private static Map.Entry<String, Rule> rule(String name, String label, String hint) {
        return Map.entry(name, new Rule(label, hint));
    }

    static String policy(String policy) {
        return POLICIES.getOrDefault(policy, spaced(policy.replace("Policy", "")));
    }

    static Rule rule(String policy, String member) {
        return RULES.getOrDefault(policy + "." + member, new Rule(spaced(member), null));
    }

    /** A value as people say it. */
    static String value(Object value) {
        return value instanceof Boolean flag ? (flag ? "yes" : "no") : String.valueOf(value);
    }

    /** {@code maxLoginFailures} as words. */
    private static String spaced(String name) {
        String words =
                name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT).strip();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
