package io.tenantry.signin.internal;

import io.tenantry.access.Reach;
import io.tenantry.credentials.SignInProof;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.signin.SignInSettings;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Makes access tokens that no application has asked for, each with a grant of its own that can be ended. */
@Component
public class AloneTokens {
    private final Database database;
    private final AuthorizationRequests requests;
    private final TokenClaims claims;
    private final SignInSettings settings;
    private final InstantSource clock;
    private final JwtEncoder encoder;

    AloneTokens(
            Database database,
            AuthorizationRequests requests,
            TokenClaims claims,
            SignInSettings settings,
            InstantSource clock,
            KeyRing keys) {
        this.database = database;
        this.requests = requests;
        this.claims = claims;
        this.settings = settings;
        this.clock = clock;
        encoder = new NimbusJwtEncoder((selector, context) -> List.of(keys.current()));
    }

    /**
     * What a token is issued on.
     *
     * @param issuer who issues it, unless the settings say so
     * @param proof how whoever gets it has proven who he is
     */
    public record Terms(String issuer, Duration holds, SignInProof proof) {}

    /** A person whose identity somebody wants to take on. */
    public record Subject(String upn, boolean isActive, boolean isSystem) {}

    /** The person of this id, or null. One who was invited and has not answered yet is not active. */
    public @Nullable Subject subject(Reach reach, OrganizationId organization, UUID user) {
        return database.first(
                reach,
                """
                SELECT u.upn, u.account_enabled AND o.deleted_at IS NULL AND NOT EXISTS (
                    SELECT FROM invitations i WHERE i.organization_id = u.organization_id AND i.user_id = u.id
                        AND i.redeemed_at IS NULL AND i.revoked_at IS NULL), u.is_system
                FROM users u JOIN organizations o ON o.organization_id = u.organization_id
                WHERE u.organization_id = ? AND u.id = ? AND u.deleted_at IS NULL
                """,
                row -> new Subject(row.getString(1), row.getBoolean(2), row.getBoolean(3)),
                organization.value(),
                user);
    }

    /** A signed token of the person, or of {@code actor} in his name. */
    public String issue(Session session, OrganizationId organization, UUID user, @Nullable UUID actor, Terms terms) {
        Instant now = clock.instant();
        Instant expires = now.plus(terms.holds());
        UUID grant = Ids.next();
        GrantRows.insertAlone(
                session,
                new GrantRows.Grant(
                        organization,
                        grant,
                        user,
                        null,
                        Clients.HUB_ITSELF,
                        Set.of(),
                        request(),
                        now,
                        expires,
                        now,
                        terms.proof().methods()),
                actor);
        JwtClaimsSet.Builder said = JwtClaimsSet.builder()
                .issuer(Objects.requireNonNullElse(settings.publicUrl(), terms.issuer()))
                .subject(user.toString())
                .audience(List.of(IssuedTokens.AUDIENCE))
                .id(Ids.next().toString())
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(expires)
                .claim(IssuedTokens.CLIENT, Clients.HUB_ITSELF_NAME)
                .claim(IssuedTokens.ORGANIZATION, organization.toString())
                .claim(IssuedTokens.KIND, "user")
                .claim(IssuedTokens.GRANT, grant.toString());
        claims.groups(organization, user).forEach(said::claim);
        TokenClaims.proof(terms.proof()).forEach(said::claim);
        if (actor != null) {
            said.claim(IssuedTokens.ACTOR, Map.of("sub", actor.toString()));
        }
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
                .type(IssuedTokens.ACCESS_TYPE)
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, said.build())).getTokenValue();
    }

    /** What the authorization server finds where an application would have asked. */
    private String request() {
        return requests.write(OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("/login")
                .clientId(Clients.HUB_ITSELF_NAME)
                .build());
    }
}
