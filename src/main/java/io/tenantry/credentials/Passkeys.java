package io.tenantry.credentials;

import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.credentials.internal.PasskeyQuestions;
import io.tenantry.credentials.internal.PasskeyRows;
import io.tenantry.credentials.internal.PasskeyRows.Made;
import io.tenantry.credentials.internal.SecondFactorRows;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Keys that people sign in with in place of a password, or after it: a device has the key, and asks its owner for his finger, face or
 * PIN before it uses it. So a key is both factors at once.
 */
@Component
public class Passkeys {
    private static final int MOST = 20;
    private static final int NAME_LONGEST = 100;

    private final SecondFactors factors;
    private final PasskeyRows rows;
    private final PasskeyQuestions questions;
    private final SecondFactorRows codes;
    private final Logons.Telling telling;

    Passkeys(
            SecondFactors factors,
            PasskeyRows rows,
            PasskeyQuestions questions,
            SecondFactorRows codes,
            Logons.Telling telling) {
        this.factors = factors;
        this.rows = rows;
        this.questions = questions;
        this.codes = codes;
        this.telling = telling;
    }

    /** The person's keys, the oldest first. */
    public List<Passkey> list(OrganizationId organization, UUID user) {
        return rows.list(organization, user);
    }

    /** What whoever wants to sign in is asked for. */
    public PasskeyQuestion toSignIn() {
        return questions.toSignIn();
    }

    /** What somebody is asked for whose password was right. */
    public PasskeyQuestion toConfirm(Halfway person) {
        return questions.toConfirm(person.user(), rows.credentialIds(person.organization(), person.user()));
    }

    /**
     * Asks for a new key.
     *
     * @throws Refusal (CONFLICT) for somebody who does not sign in here
     */
    public PasskeyQuestion toMake(OrganizationId organization, UUID user) {
        return questions.toMake(factors.account(organization, user), rows.credentialIds(organization, user));
    }

    /**
     * Keeps a new key.
     *
     * @return recovery codes, when this is the person's first second factor; else none
     * @throws Refusal (MALFORMED) when the answer is none to the question, or the name cannot be one, (CONFLICT) when he has too many
     *     or this one already
     */
    public List<String> add(OrganizationId organization, UUID user, NewFactor.Key key, String correlationId) {
        String name = key.name().strip();
        Refusal.unless(
                !name.isEmpty() && name.length() <= NAME_LONGEST && name.chars().noneMatch(Character::isISOControl),
                Refusal.Reason.MALFORMED,
                "Give the passkey a name of up to " + NAME_LONGEST + " characters",
                "name");
        Account account = factors.account(organization, user);
        SecondFactorRows.Held before = codes.held(organization, user);
        Refusal.unless(
                before.passkeys() < MOST,
                Refusal.Reason.CONFLICT,
                "You have " + MOST + " passkeys already; remove one first");
        Made made = questions.made(account, key.sealed(), key.answer());
        if (made == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "That passkey could not be taken; try again", "answer");
        }
        List<String> recovery = new ArrayList<>();
        telling.journal().write(account, "user.passkey.add", Map.of("passkey", name), correlationId, session -> {
            Refusal.unless(
                    rows.add(session, organization, user, made, name),
                    Refusal.Reason.CONFLICT,
                    "This passkey is known already");
            telling.news().factors(session, organization, user, "the passkey '" + name + "' was added");
            if (!before.isAny()) {
                recovery.addAll(codes.renewCodes(session, organization, user));
            }
        });
        return recovery;
    }

    /** Takes a key away from somebody who has just proven who he is; with his last second factor his recovery codes go too. */
    public void remove(OrganizationId organization, UUID user, UUID id, String correlationId) {
        Account account = factors.account(organization, user);
        SecondFactorRows.Held before = codes.held(organization, user);
        telling.journal().write(account, "user.passkey.remove", Map.of("passkey", id), correlationId, session -> {
            Refusal.unless(
                    rows.remove(session, organization, user, id), Refusal.Reason.NOT_FOUND, "You have no such passkey");
            telling.news().factors(session, organization, user, "a passkey was removed");
            if (before.since() == null && before.passkeys() == 1) {
                codes.removeCodes(session, organization, user);
            }
        });
    }
}
