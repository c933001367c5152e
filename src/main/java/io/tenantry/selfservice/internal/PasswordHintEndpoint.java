package io.tenantry.selfservice.internal;

import io.tenantry.access.Attempts;
import io.tenantry.credentials.PasswordContext;
import io.tenantry.credentials.PasswordStrengths;
import io.tenantry.credentials.PasswordStrengths.Strength;
import io.tenantry.credentials.PasswordValidityPolicy;
import io.tenantry.credentials.SignInPolicies;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Origins;
import io.tenantry.signin.Forms;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Helps people who think of a password: says what is asked of it, and how hard it would be to guess. */
@Controller
class PasswordHintEndpoint {
    private static final int LONGEST = 256;
    private static final int HINTS_PER_MINUTE = 300;
    private static final List<String> GRADES =
            List.of("guessed at once", "easy to guess", "not bad", "good", "very good");

    private final SignInPolicies policies;
    private final PasswordStrengths strengths;
    private final Forms forms;
    private final Attempts attempts;
    private final Origins origins;

    PasswordHintEndpoint(
            SignInPolicies policies, PasswordStrengths strengths, Forms forms, Attempts attempts, Origins origins) {
        this.policies = policies;
        this.strengths = strengths;
        this.forms = forms;
        this.attempts = attempts;
        this.origins = origins;
    }

    /** The organization's policy in words. */
    String words(OrganizationId organization) {
        PasswordValidityPolicy policy = policies.of(organization).validity();
        StringJoiner words = new StringJoiner(" ");
        String kinds = policy.minCharacterClasses() > 1
                ? ", of " + policy.minCharacterClasses() + " kinds: small letters, capital letters, digits, others."
                : ".";
        words.add("At least " + policy.minLength() + " characters" + kinds);
        if (policy.forbidContext()) {
            words.add("Nothing of your names or addresses.");
        }
        if (policy.history() > 0) {
            words.add("None of your last " + policy.history() + ".");
        }
        words.add("Several words that only you would put together make the best password.");
        return words.toString();
    }

    /**
     * How hard a password is to guess.
     *
     * @param score from 0 to 4
     */
    record Hint(int score, String words) {}

    /** Asked by the script of the pages while somebody types. Nothing is kept. */
    @PostMapping("/account/strength")
    ResponseEntity<Hint> strength(@RequestParam Map<String, String> form, HttpServletRequest request) {
        String candidate = form.getOrDefault("next", "");
        if (!forms.isOurs(request, form.get("proof")) || candidate.length() > LONGEST) {
            return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).build();
        }
        try {
            attempts.count("strength", origins.network(request), HINTS_PER_MINUTE);
        } catch (Refusal tooMany) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).build();
        }
        Strength found = strengths.estimate(candidate, PasswordContext.of(form.get("name"), form.get("display-name")));
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(new Hint(found.score(), "This password would be " + GRADES.get(found.score()) + "."));
    }
}
