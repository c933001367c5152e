package io.tenantry.signin.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import org.springframework.context.ApplicationContext;

/** Tokens that were good an hour ago. */
public final class ExpiredTokens {
    private static final long HOUR = 3_600;

    private ExpiredTokens() {}

    /** The same token, signed by the same hub, with its time up. */
    public static String of(ApplicationContext hub, String token) {
        try {
            SignedJWT good = SignedJWT.parse(token);
            long past = Instant.now().getEpochSecond() - HOUR;
            JWTClaimsSet claims = new JWTClaimsSet.Builder(good.getJWTClaimsSet())
                    .claim("iat", past - HOUR)
                    .claim("nbf", past - HOUR)
                    .claim("exp", past)
                    .build();
            SignedJWT old = new SignedJWT(good.getHeader(), claims);
            old.sign(new RSASSASigner(hub.getBean(KeyRing.class).current()));
            return old.serialize();
        } catch (ParseException | JOSEException failure) {
            throw new AssertionError(failure);
        }
    }
}
