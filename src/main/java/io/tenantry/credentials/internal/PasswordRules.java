package io.tenantry.credentials.internal;

import io.tenantry.credentials.PasswordValidityPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says in words what is wrong with a password. */
@Component
public class PasswordRules {
    private final CommonWords common;

    PasswordRules(CommonWords common) {
        this.common = common;
    }

    /**
     * Everything the policy has against the password; nothing when it is good enough.
     *
     * @param context names and addresses of its owner
     */
    public List<String> problems(TypedPassword typed, Collection<String> context, PasswordValidityPolicy policy) {
        String password = typed.kept();
        List<String> problems = new ArrayList<>();
        int length = password.codePointCount(0, password.length());
        if (length < policy.minLength()) {
            problems.add("The password has fewer than " + policy.minLength() + " characters");
        }
        if (length > policy.maxLength()) {
            problems.add("The password has more than " + policy.maxLength() + " characters");
            // The other rules would take long over it.
            return problems;
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            problems.add("The password has characters that cannot be typed");
        }
        if (classes(password) < policy.minCharacterClasses()) {
            problems.add("The password has fewer than " + policy.minCharacterClasses()
                    + " of the four kinds of characters: lower case, upper case, digits, others");
        }
        String known = policy.forbidContext() ? common.known(password, context) : null;
        if (known != null) {
            problems.add("The password contains '" + known + "', which is part of the account's names or addresses");
        }
        if (policy.blocklist() && common.make(password, policy.forbidContext() ? context : List.of())) {
            problems.add(
                    "The password is made of words that are tried first: common ones, keyboard rows, years, or the "
                            + "account's own names");
        }
        return problems;
    }

    private static int classes(String password) {
        boolean lower = password.codePoints().anyMatch(Character::isLowerCase);
        boolean upper = password.codePoints().anyMatch(Character::isUpperCase);
        boolean digit = password.codePoints().anyMatch(Character::isDigit);
        boolean other = password.codePoints()
                .anyMatch(c -> !Character.isLowerCase(c) && !Character.isUpperCase(c) && !Character.isDigit(c));
        return (lower ? 1 : 0) + (upper ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
    }
}
