package io.tenantry.access.internal;

import io.tenantry.access.AccessTokens;
import io.tenantry.access.Token;
import io.tenantry.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Access tokens that were verified before, by their hash: checking a signature costs more than the rest of a call. */
@Component
public class SeenTokens {
    private static final int LONGEST = 8_192;
    private static final String TOKEN = "token ";
    private static final String GRANT = "grant ";

    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Remembered<String, Seen> seen;

    SeenTokens(AccessTokens tokens, AccessNews news, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
        seen = new Remembered<>(news, 20_000);
        news.subscribe(this::hear);
    }

    private record Seen(Token token, boolean living) {}

    private void hear(String told) {
        if (told.startsWith(TOKEN)) {
            UUID id = UUID.fromString(told.substring(TOKEN.length()));
            seen.forgetIf(known -> known.token().id().equals(id));
        } else if (told.startsWith(GRANT)) {
            UUID id = UUID.fromString(told.substring(GRANT.length()));
            seen.forgetIf(known -> id.equals(known.token().grant()));
        } else if (told.equals(AccessNews.ALL)) {
            seen.forgetAll();
        }
    }

    /**
     * What the token says.
     *
     * @throws Refusal (NOT_SIGNED_IN) when it is not valid, has expired or was ended
     */
    public Token living(String accessToken) {
        Refusal.unless(accessToken.length() <= LONGEST, Refusal.Reason.NOT_SIGNED_IN, "The access token is not valid");
        Seen known = seen.get(hash(accessToken), key -> look(accessToken));
        Refusal.unless(known.living(), Refusal.Reason.NOT_SIGNED_IN, "The access token was ended");
        Refusal.unless(
                clock.instant().isBefore(known.token().expiresAt()),
                Refusal.Reason.NOT_SIGNED_IN,
                "The access token has expired");
        return known.token();
    }

    private Seen look(String accessToken) {
        Token token = tokens.verify(accessToken);
        return new Seen(token, tokens.isLiving(token));
    }

    private static String hash(String accessToken) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.UTF_8));
            return new String(digest, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
