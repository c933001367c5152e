package io.tenantry.api.scim;

import io.tenantry.kernel.Refusal;
import java.util.Set;

/**
 * What the standard calls a refusal, beyond its status. A refusal of this dialect's own has one of these words as its target; for
 * those of the domain {@link ScimErrors} finds the word.
 */
final class Refused {
    static final String FILTER = "invalidFilter";
    static final String TOO_MANY = "tooMany";
    static final String UNIQUENESS = "uniqueness";
    static final String MUTABILITY = "mutability";
    static final String SYNTAX = "invalidSyntax";
    static final String PATH = "invalidPath";
    static final String NO_TARGET = "noTarget";
    static final String VALUE = "invalidValue";
    static final String CURSOR = "invalidCursor";
    static final String COUNT = "invalidCount";

    static final Set<String> WORDS =
            Set.of(FILTER, TOO_MANY, UNIQUENESS, MUTABILITY, SYNTAX, PATH, NO_TARGET, VALUE, CURSOR, COUNT);

    private Refused() {}

    static Refusal as(String word, String message) {
        return new Refusal(Refusal.Reason.MALFORMED, message, word);
    }

    static void unless(boolean condition, String word, String message) {
        if (!condition) {
            throw as(word, message);
        }
    }
}
