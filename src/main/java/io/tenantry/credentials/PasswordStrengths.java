package io.tenantry.credentials;

import io.tenantry.credentials.internal.GuessEstimate;
import io.tenantry.credentials.internal.TypedPassword;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells people how hard their password is to guess, while they think of it. What is accepted, the policy decides alone. */
@Component
public class PasswordStrengths {
    private static final double[] STEPS = {3, 6, 8, 10};

    private final GuessEstimate guesses;

    PasswordStrengths(GuessEstimate guesses) {
        this.guesses = guesses;
    }

    /**
     * How hard a password is to guess.
     *
     * @param score from 0, guessed at once, over 2, safe while nobody has the hash, to 4, safe even then
     * @param reasons what makes it easier to guess than it looks
     */
    public record Strength(int score, List<String> reasons) {
        public Strength {
            reasons = List.copyOf(reasons);
        }
    }

    public Strength estimate(String candidate, PasswordContext context) {
        GuessEstimate.Estimate found = guesses.of(TypedPassword.of(candidate).kept(), context.words());
        int score = 0;
        for (double step : STEPS) {
            score += found.guessesLog10() >= step ? 1 : 0;
        }
        return new Strength(score, found.reasons());
    }
}
