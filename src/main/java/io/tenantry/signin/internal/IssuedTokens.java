package io.tenantry.signin.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tenantry.access.AccessTokens;
import io.tenantry.access.PrincipalKind;
import io.tenantry.access.Token;
import io.tenantry.kernel.Refusal;
import io.tenantry.signin.SignInSettings;
import io.tenantry.tenancy.OrganizationId;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what this hub has signed. */
@Component
class IssuedTokens implements AccessTokens {
    static final String ACCESS_TYPE = "at+jwt";
    static final String ID_TYPE = "JWT";
    static final String AUDIENCE = "tenantry";
    static final String ORGANIZATION = "org";
    static final String GRANT = "grant";
    static final String KIND = "idtyp";
    static final String CLIENT = "client_id";

    /** Who has taken on the subject's identity, as RFC 8693 tells it. */
    static final String ACTOR = "act";

    private final KeyRing keys;
    private final EndedTokens ended;
    private final SignInSettings settings;
    private final InstantSource clock;

    IssuedTokens(KeyRing keys, EndedTokens ended, SignInSettings settings, InstantSource clock) {
        this.keys = keys;
        this.ended = ended;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Token verify(String token) {
        JWTClaimsSet claims = claims(token, ACCESS_TYPE);
        if (claims == null || !claims.getAudience().contains(AUDIENCE)) {
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "The access token is not valid");
        }
        try {
            Token read = read(claims);
            Refusal.unless(
                    clock.instant().isBefore(read.expiresAt()),
                    Refusal.Reason.NOT_SIGNED_IN,
                    "The access token has expired");
            return read;
        } catch (ParseException | NullPointerException | IllegalArgumentException odd) {
            throw new IllegalStateException("A token we signed ourselves lacks a claim", odd);
        }
    }

    @Override
    public boolean isLiving(Token token) {
        return ended.isLiving(token.id(), token.grant());
    }

    /** The claims of a token of this type that this hub has signed, expired or not; null when it is anything else. */
    @Nullable
    JWTClaimsSet claims(String token, String type) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JOSEObjectType told = jwt.getHeader().getType();
            String id = jwt.getHeader().getKeyID();
            // Never the algorithm or the key that the token itself proposes.
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                    || told == null
                    || !type.equals(told.getType())
                    || id == null) {
                return null;
            }
            RSAKey key = keys.named(id);
            if (key == null || !jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
                return null;
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String issuer = settings.publicUrl();
            return issuer == null || issuer.equals(claims.getIssuer()) ? claims : null;
        } catch (ParseException | JOSEException notOurs) {
            return null;
        }
    }

    /** The claims as introspection tells them. */
    static Map<String, Object> shown(JWTClaimsSet claims) {
        Map<String, Object> shown = new HashMap<>(claims.getClaims());
        shown.replaceAll((name, value) -> value instanceof Date date ? date.toInstant() : value);
        return shown;
    }

    private static Token read(JWTClaimsSet claims) throws ParseException {
        String grant = claims.getStringClaim(GRANT);
        Map<String, Object> act = claims.getJSONObjectClaim(ACTOR);
        List<String> scopes = claims.getStringListClaim("scope");
        return new Token(
                UUID.fromString(claims.getJWTID()),
                grant == null ? null : UUID.fromString(grant),
                UUID.fromString(claims.getSubject()),
                "app".equals(claims.getStringClaim(KIND)) ? PrincipalKind.SERVICE_ACCOUNT : PrincipalKind.USER,
                act == null ? null : UUID.fromString(String.valueOf(act.get("sub"))),
                new OrganizationId(UUID.fromString(claims.getStringClaim(ORGANIZATION))),
                Objects.requireNonNull(claims.getStringClaim(CLIENT)),
                scopes == null ? Set.of() : Set.copyOf(scopes),
                claims.getExpirationTime().toInstant());
    }
}
