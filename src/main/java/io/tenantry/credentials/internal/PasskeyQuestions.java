package io.tenantry.credentials.internal;

import io.tenantry.access.Secrets;
import io.tenantry.credentials.PasskeyQuestion;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.credentials.internal.PasskeyRows.Made;
import io.tenantry.credentials.internal.PasskeyRows.Stored;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.secrets.MasterKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks browsers to sign something with a passkey, and looks at what they answer. Each question is answered once. */
@Component
public class PasskeyQuestions {
    private static final Duration HOLDS = Duration.ofMinutes(30);
    private static final int ANSWER_LONGEST = 20_000;

    private final PasskeyCheck check;
    private final PasskeyRows rows;
    private final MasterKey master;
    private final JsonMapper json;
    private final InstantSource clock;

    PasskeyQuestions(PasskeyCheck check, PasskeyRows rows, MasterKey master, JsonMapper json, InstantSource clock) {
        this.check = check;
        this.rows = rows;
        this.master = master;
        this.json = json;
        this.clock = clock;
    }

    /** What a passkey is asked for. */
    private enum Purpose {
        /** To sign in; of whomever. */
        SIGN_IN,
        /** To confirm a password; of its owner. */
        CONFIRM,
        /** To be made; for its owner. */
        MAKE
    }

    private record Sealed(
            Purpose purpose, UUID id, @Nullable UUID user, String challenge, Instant expiresAt) {}

    public PasskeyQuestion toSignIn() {
        return asked(Purpose.SIGN_IN, null, signing(List.of()));
    }

    public PasskeyQuestion toConfirm(UUID user, List<String> credentialIds) {
        return asked(Purpose.CONFIRM, user, signing(credentialIds));
    }

    /** Asks for a new passkey that is none of those its owner has. */
    public PasskeyQuestion toMake(Account account, List<String> credentialIds) {
        byte[] handle = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(account.user().getMostSignificantBits())
                .putLong(account.user().getLeastSignificantBits())
                .array();
        return asked(
                Purpose.MAKE,
                account.user(),
                Map.of(
                        "rp", Map.of("id", check.relyingParty(), "name", "Tenantry"),
                        "user",
                                Map.of(
                                        "id",
                                        Base64.getUrlEncoder().withoutPadding().encodeToString(handle),
                                        "name",
                                        account.upn(),
                                        "displayName",
                                        account.upn()),
                        "pubKeyCredParams",
                                PasskeyCheck.algorithms().stream()
                                        .map(number -> Map.of("type", "public-key", "alg", number))
                                        .toList(),
                        "attestation", "none",
                        "excludeCredentials", named(credentialIds),
                        "authenticatorSelection",
                                Map.of(
                                        "residentKey",
                                        "required",
                                        "requireResidentKey",
                                        true,
                                        "userVerification",
                                        "required")));
    }

    private Map<String, Object> signing(List<String> credentialIds) {
        return Map.of(
                "rpId", check.relyingParty(), "userVerification", "required", "allowCredentials", named(credentialIds));
    }

    private static List<Map<String, String>> named(List<String> credentialIds) {
        return credentialIds.stream()
                .map(id -> Map.of("type", "public-key", "id", id))
                .toList();
    }

    private PasskeyQuestion asked(Purpose purpose, @Nullable UUID user, Map<String, Object> options) {
        Sealed sealed = new Sealed(
                purpose, Ids.next(), user, Secrets.next(), clock.instant().plus(HOLDS));
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.put("challenge", sealed.challenge());
        all.put("timeout", HOLDS.toMillis());
        return new PasskeyQuestion(json.writeValueAsString(all), master.encrypt(json.writeValueAsString(sealed)));
    }

    /** The passkey that was made for this account, or null. */
    public @Nullable Made made(Account account, String sealed, String answer) {
        Sealed asked = opened(Purpose.MAKE, account.user(), sealed);
        Made made = asked == null || answer.length() > ANSWER_LONGEST ? null : check.made(asked.challenge(), answer);
        return asked != null && made != null && rows.useChallenge(asked.id(), asked.expiresAt()) ? made : null;
    }

    /**
     * The passkey that has signed, or null.
     *
     * @param user whose password it confirms, or null for somebody who signs in with it alone
     */
    public @Nullable Stored signed(@Nullable UUID user, String sealed, String answer) {
        Sealed asked = opened(user == null ? Purpose.SIGN_IN : Purpose.CONFIRM, user, sealed);
        String credentialId = asked == null || answer.length() > ANSWER_LONGEST ? null : credentialId(answer);
        Stored key = credentialId == null ? null : rows.find(credentialId);
        if (asked == null || key == null || (user != null && !user.equals(key.user()))) {
            return null;
        }
        Long signCount = check.signCount(key, asked.challenge(), answer);
        return signCount != null && rows.useChallenge(asked.id(), asked.expiresAt()) && rows.use(key, signCount)
                ? key
                : null;
    }

    /** The id of the key that an answer says it comes from; whether it does, its signature tells. */
    private @Nullable String credentialId(String answer) {
        try {
            return json.readTree(answer).path("id").stringValue(null);
        } catch (JacksonException none) {
            return null;
        }
    }

    private @Nullable Sealed opened(Purpose purpose, @Nullable UUID user, String sealed) {
        try {
            Sealed asked = json.readValue(master.decrypt(sealed), Sealed.class);
            boolean ours = asked.purpose() == purpose
                    && Objects.equals(asked.user(), user)
                    && asked.expiresAt().isAfter(clock.instant());
            return ours ? asked : null;
        } catch (JacksonException | IllegalStateException | IllegalArgumentException forged) {
            return null;
        }
    }
}
