package io.tenantry.credentials;

import io.tenantry.credentials.internal.CommonWords;
import io.tenantry.credentials.internal.CredentialRows;
import io.tenantry.credentials.internal.PasswordHashes;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.text.Normalizer;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Judges passwords and keeps them. */
@Component
public class Passwords {
    private final PasswordSettings settings;
    private final PasswordHashes hashes;
    private final CommonWords common;
    private final CredentialRows rows;

    Passwords(PasswordSettings settings, PasswordHashes hashes, CommonWords common, CredentialRows rows) {
        this.settings = settings;
        this.hashes = hashes;
        this.common = common;
        this.rows = rows;
    }

    /**
     * Judges a password and hashes it. Slow on purpose: call it before the transaction, not in it.
     *
     * @param context what the password must not be made of
     * @throws Refusal (MALFORMED) saying what is wrong with it, (BUSY) when too many are being hashed
     */
    public PasswordHash prepare(String candidate, PasswordContext context) {
        judge(candidate, context);
        return new PasswordHash(hashes.hash(normalized(candidate)));
    }

    /**
     * Judges a password as {@link #prepare} does, without the slow part.
     *
     * @throws Refusal (MALFORMED) saying what is wrong with it
     */
    public void judge(String candidate, PasswordContext context) {
        String password = normalized(candidate);
        int length = password.codePointCount(0, password.length());
        refuseUnless(
                length >= settings.lengthMin(), "The password has fewer than " + settings.lengthMin() + " characters");
        refuseUnless(
                length <= settings.lengthMax(), "The password has more than " + settings.lengthMax() + " characters");
        refuseUnless(
                password.chars().noneMatch(Character::isISOControl),
                "The password has characters that cannot be typed");
        refuseUnless(
                !common.make(password, context.words()),
                "The password is made of words that are tried first: common ones, keyboard rows, years, or the account's own names");
    }

    /**
     * Keeps the password and lets the user sign in with his UPN. Whoever is signed in as him is signed out.
     *
     * @param mustChange whether he has to replace it when he signs in
     */
    public void store(Session session, OrganizationId organization, UUID user, PasswordHash hash, boolean mustChange) {
        rows.store(session, organization, user, hash.encoded(), mustChange);
        rows.register(session, organization, user);
    }

    /** Keeps the first passwords of many users, as {@link #store} does with one; each has to replace his at his first sign-in. */
    public void storeFirst(Session session, OrganizationId organization, Map<UUID, PasswordHash> hashes) {
        rows.storeFirst(
                session,
                organization,
                hashes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().encoded())));
    }

    /** Makes the user replace his password when he next signs in, or not. */
    public void setMustChange(Session session, OrganizationId organization, UUID user, boolean mustChange) {
        rows.setMustChange(session, organization, user, mustChange);
    }

    /** Takes the password away: the user cannot sign in with one any more. */
    public void remove(Session session, OrganizationId organization, UUID user) {
        rows.release(session, organization, user);
        rows.remove(session, organization, user);
    }

    /** The same characters typed on another keyboard are the same password. */
    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static void refuseUnless(boolean good, String message) {
        Refusal.unless(good, Refusal.Reason.MALFORMED, message, "password");
    }
}
