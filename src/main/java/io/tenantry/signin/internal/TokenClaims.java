package io.tenantry.signin.internal;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** What tokens say. An access token names who calls, never what he may do. */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private final People people;

    TokenClaims(People people) {
        this.people = people;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            access(context);
        } else {
            identity(context);
        }
    }

    private static void access(JwtEncodingContext context) {
        context.getJwsHeader().type(IssuedTokens.ACCESS_TYPE);
        JwtClaimsSet.Builder claims = context.getClaims();
        claims.audience(List.of(IssuedTokens.AUDIENCE));
        claims.claim(IssuedTokens.CLIENT, context.getRegisteredClient().getClientId());
        Person person = person(context);
        if (person == null) {
            claims.subject(context.getRegisteredClient().getId());
            claims.claim(
                    IssuedTokens.ORGANIZATION,
                    Objects.requireNonNull(
                            context.getRegisteredClient().getClientSettings().getSetting(Clients.ORGANIZATION)));
            claims.claim(IssuedTokens.KIND, "app");
        } else {
            claims.claim(IssuedTokens.ORGANIZATION, person.organization().toString());
            claims.claim(IssuedTokens.KIND, "user");
            claims.claim(IssuedTokens.GRANT, grant(context));
        }
    }

    private void identity(JwtEncodingContext context) {
        context.getJwsHeader().type(IssuedTokens.ID_TYPE);
        Person person = Objects.requireNonNull(person(context));
        JwtClaimsSet.Builder claims = context.getClaims();
        claims.claim(IssuedTokens.GRANT, grant(context));
        claims.claim(IssuedTokens.ORGANIZATION, person.organization().toString());
        claims.claim("auth_time", person.signedInAt().getEpochSecond());
        UUID session = person.session();
        if (session != null) {
            claims.claim("sid", session.toString());
        }
        people.claims(person.organization(), person.id(), context.getAuthorizedScopes())
                .forEach(claims::claim);
    }

    private static @Nullable Person person(JwtEncodingContext context) {
        Authentication who = context.getPrincipal();
        return who != null && who.getPrincipal() instanceof Person person ? person : null;
    }

    private static String grant(JwtEncodingContext context) {
        OAuth2Authorization authorization = Objects.requireNonNull(context.getAuthorization());
        return authorization.getId();
    }
}
