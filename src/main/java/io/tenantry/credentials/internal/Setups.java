package io.tenantry.credentials.internal;

import io.tenantry.credentials.SecondFactors.Setup;
import io.tenantry.credentials.internal.CredentialRows.Account;
import io.tenantry.platform.secrets.MasterKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Apps that are being set up. They travel in the page, encrypted, so that nothing is kept of what nobody finishes. */
@Component
public class Setups {
    private static final String PURPOSE = "setting up an authenticator";
    private static final String ISSUER = "Tenantry";
    private static final Duration HOLDS = Duration.ofMinutes(30);

    private final MasterKey master;
    private final JsonMapper json;
    private final InstantSource clock;

    Setups(MasterKey master, JsonMapper json, InstantSource clock) {
        this.master = master;
        this.json = json;
        this.clock = clock;
    }

    private record Sealed(String purpose, UUID user, String secret, Instant expiresAt) {}

    public Setup begun(Account account, String secret) {
        Sealed sealed =
                new Sealed(PURPOSE, account.user(), secret, clock.instant().plus(HOLDS));
        String label = URLEncoder.encode(ISSUER + ':' + account.upn(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return new Setup(
                secret,
                "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + ISSUER,
                master.encrypt(json.writeValueAsString(sealed)));
    }

    /** The secret that was sealed for this account, or null. */
    public @Nullable String secret(Account account, String sealed) {
        try {
            Sealed opened = json.readValue(master.decrypt(sealed), Sealed.class);
            boolean ours = opened.purpose().equals(PURPOSE)
                    && opened.user().equals(account.user())
                    && opened.expiresAt().isAfter(clock.instant());
            return ours ? opened.secret() : null;
        } catch (JacksonException | IllegalStateException | IllegalArgumentException forged) {
            return null;
        }
    }

    /** The step that a code is of, if it is right now. */
    public OptionalLong step(String secret, String code) {
        return Totp.step(secret, RecoveryCodes.plain(code), clock.instant());
    }
}
