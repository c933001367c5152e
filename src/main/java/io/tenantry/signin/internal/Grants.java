package io.tenantry.signin.internal;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tenantry.access.Principals;
import io.tenantry.access.Secrets;
import io.tenantry.access.Token;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import java.security.Principal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * What the authorization server remembers between two requests. Codes and refresh tokens are kept as hashes and work once;
 * access tokens are not kept at all, only that one was ended.
 */
@Component
class Grants implements OAuth2AuthorizationService {
    /** The hash of the refresh token that was presented, from reading the grant to saving it again. */
    private static final String PRESENTED = "tenantry.presented";

    private final GrantRows rows;
    private final EndedTokens ended;
    private final IssuedTokens tokens;
    private final Clients clients;
    private final Principals principals;
    private final AuthorizationRequests requests;

    Grants(
            GrantRows rows,
            EndedTokens ended,
            IssuedTokens tokens,
            Clients clients,
            Principals principals,
            AuthorizationRequests requests) {
        this.rows = rows;
        this.ended = ended;
        this.tokens = tokens;
        this.clients = clients;
        this.principals = principals;
        this.requests = requests;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (refresh != null && refresh.isInvalidated()) {
            rows.end(person(authorization).organization(), UUID.fromString(authorization.getId()));
        } else if (access != null && access.isInvalidated()) {
            end(access);
        } else if (authorization.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            return;
        } else if (code != null) {
            if (code.isInvalidated()) {
                redeem(authorization, refresh);
            } else {
                begin(authorization, code.getToken());
            }
        } else if (refresh != null) {
            follow(authorization, refresh.getToken());
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        rows.end(person(authorization).organization(), UUID.fromString(authorization.getId()));
    }

    /** Only what waits for a person's consent is looked for by its id, and we do not ask for consent. */
    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        String wanted = type == null ? "" : type.getValue();
        return switch (wanted) {
            case OAuth2ParameterNames.CODE -> byCode(token);
            case OAuth2ParameterNames.REFRESH_TOKEN -> byRefreshToken(token);
            case OidcParameterNames.ID_TOKEN -> byIdToken(token);
            case OAuth2ParameterNames.ACCESS_TOKEN -> byAccessToken(token);
            case "" -> token.indexOf('.') < 0 ? byRefreshToken(token) : byAccessToken(token);
            default -> null;
        };
    }

    private void begin(OAuth2Authorization authorization, OAuth2Token code) {
        Person person = person(authorization);
        GrantRows.Grant grant = new GrantRows.Grant(
                person.organization(),
                UUID.fromString(authorization.getId()),
                person.id(),
                person.session(),
                UUID.fromString(authorization.getRegisteredClientId()),
                authorization.getAuthorizedScopes(),
                requests.write(
                        Objects.requireNonNull(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()))),
                person.signedInAt(),
                Objects.requireNonNull(code.getExpiresAt()),
                null,
                person.methods());
        rows.insert(grant, Secrets.hash(code.getTokenValue()));
    }

    private void redeem(
            OAuth2Authorization authorization, OAuth2Authorization.@Nullable Token<OAuth2RefreshToken> refresh) {
        UUID grant = UUID.fromString(authorization.getId());
        Person person = person(authorization);
        String hash = refresh == null ? null : Secrets.hash(refresh.getToken().getTokenValue());
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        Instant expires = refresh != null
                ? expiry(refresh.getToken())
                : access == null ? Instant.now() : expiry(access.getToken());
        if (!rows.redeem(person.organization(), grant, hash, expires)) {
            stolen(person, grant);
        }
    }

    private void follow(OAuth2Authorization authorization, OAuth2RefreshToken next) {
        UUID grant = UUID.fromString(authorization.getId());
        Person person = person(authorization);
        String presented = Objects.requireNonNull(authorization.getAttribute(PRESENTED));
        if (!rows.follow(person.organization(), grant, presented, Secrets.hash(next.getTokenValue()), expiry(next))) {
            stolen(person, grant);
        }
    }

    /** What works once was used twice: whoever of the two is the thief, neither keeps the grant. */
    private void stolen(Person person, UUID grant) {
        rows.end(person.organization(), grant);
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }

    private void end(OAuth2Authorization.Token<OAuth2AccessToken> access) {
        Map<String, Object> claims = Objects.requireNonNull(access.getClaims());
        ended.end(UUID.fromString((String) claims.get("jti")), expiry(access.getToken()));
    }

    private @Nullable OAuth2Authorization byCode(String code) {
        GrantRows.Grant grant = rows.withCode(Secrets.hash(code));
        if (grant == null) {
            return null;
        }
        if (grant.codeUsedAt() != null) {
            rows.end(grant.organization(), grant.id());
            return null;
        }
        OAuth2Authorization.Builder found = begun(grant);
        return found == null
                ? null
                : found.token(new OAuth2AuthorizationCode(
                                code, grant.codeExpiresAt().minusSeconds(300), grant.codeExpiresAt()))
                        .build();
    }

    private @Nullable OAuth2Authorization byRefreshToken(String token) {
        String hash = Secrets.hash(token);
        GrantRows.Refresh refresh = rows.withRefreshToken(hash);
        if (refresh == null) {
            return null;
        }
        GrantRows.Grant grant = refresh.grant();
        if (refresh.used()) {
            rows.end(grant.organization(), grant.id());
            return null;
        }
        OAuth2Authorization.Builder found = begun(grant);
        return found == null
                ? null
                : found.refreshToken(new OAuth2RefreshToken(token, grant.signedInAt(), refresh.expiresAt()))
                        .token(idToken(grant))
                        .attribute(PRESENTED, hash)
                        .build();
    }

    private @Nullable OAuth2Authorization byAccessToken(String token) {
        try {
            Token read = tokens.verify(token);
            OAuth2Authorization.Builder found = foundBy(read);
            JWTClaimsSet claims = tokens.claims(token, IssuedTokens.ACCESS_TYPE);
            if (found == null || claims == null || !tokens.isLiving(read) || !principals.mayAct(read.principal())) {
                return null;
            }
            OAuth2AccessToken access = new OAuth2AccessToken(
                    OAuth2AccessToken.TokenType.BEARER,
                    token,
                    claims.getIssueTime().toInstant(),
                    read.expiresAt(),
                    read.scopes());
            return found.token(
                            access,
                            metadata -> metadata.put(
                                    OAuth2Authorization.Token.CLAIMS_METADATA_NAME, IssuedTokens.shown(claims)))
                    .build();
        } catch (Refusal notOne) {
            return null;
        }
    }

    private OAuth2Authorization.@Nullable Builder foundBy(Token token) {
        UUID id = token.grant();
        if (id != null) {
            GrantRows.Grant grant = rows.withId(id);
            OAuth2Authorization.Builder found = grant == null ? null : begun(grant);
            return found == null || grant == null ? null : found.token(idToken(grant));
        }
        RegisteredClient client = clients.findByClientId(token.client());
        return client == null
                ? null
                : OAuth2Authorization.withRegisteredClient(client)
                        .id(token.id().toString())
                        .principalName(token.client())
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .authorizedScopes(token.scopes());
    }

    private @Nullable OAuth2Authorization byIdToken(String token) {
        JWTClaimsSet claims = tokens.claims(token, IssuedTokens.ID_TYPE);
        if (claims == null || !(claims.getClaim(IssuedTokens.GRANT) instanceof String id)) {
            return null;
        }
        GrantRows.Grant grant = rows.withId(UUID.fromString(id));
        OAuth2Authorization.Builder found = grant == null ? null : begun(grant);
        if (found == null) {
            return null;
        }
        OidcIdToken idToken = new OidcIdToken(
                token,
                claims.getIssueTime().toInstant(),
                claims.getExpirationTime().toInstant(),
                claims.getClaims());
        return found.token(
                        idToken,
                        metadata -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, idToken.getClaims()))
                .build();
    }

    /** The grant as the authorization server knows it, without tokens; null when its client or person is gone. */
    private OAuth2Authorization.@Nullable Builder begun(GrantRows.Grant grant) {
        RegisteredClient client = clients.findById(grant.client().toString());
        if (client == null || !principals.mayAct(grant.user())) {
            return null;
        }
        Person person = new Person(
                grant.user(), grant.organization().value(), grant.session(), grant.signedInAt(), grant.methods());
        return OAuth2Authorization.withRegisteredClient(client)
                .id(grant.id().toString())
                .principalName(person.getName())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(grant.scopes())
                .attribute(Principal.class.getName(), person.signedIn())
                .attribute(OAuth2AuthorizationRequest.class.getName(), requests.read(grant.request()));
    }

    /** The identity that new tokens go on from. Its own text was never kept. */
    private static OidcIdToken idToken(GrantRows.Grant grant) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("sub", grant.user().toString());
        claims.put("auth_time", Date.from(grant.signedInAt()));
        UUID session = grant.session();
        if (session != null) {
            claims.put("sid", session.toString());
        }
        return new OidcIdToken(Ids.next().toString(), grant.signedInAt(), Instant.MAX, claims);
    }

    private static Person person(OAuth2Authorization authorization) {
        Authentication principal = Objects.requireNonNull(authorization.getAttribute(Principal.class.getName()));
        return (Person) Objects.requireNonNull(principal.getPrincipal());
    }

    private static Instant expiry(OAuth2Token token) {
        return Objects.requireNonNull(token.getExpiresAt());
    }
}
