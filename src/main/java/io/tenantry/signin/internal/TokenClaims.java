package io.tenantry.signin.internal;

import io.tenantry.credentials.SignInProof;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
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
    private static final int GROUPS_MOST = 100;

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

    private void access(JwtEncodingContext context) {
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
            groups(person.organization(), person.id()).forEach(claims::claim);
            proof(person.proof()).forEach(claims::claim);
        }
    }

    /** How the person proved who he is, by RFC 8176, and how many factors that were; nothing when nobody knows. */
    static Map<String, Object> proof(SignInProof proof) {
        String level = proof.level();
        return level == null ? Map.of() : Map.of("amr", proof.methods(), "acr", level);
    }

    /**
     * The person's memberships as they are now, for applications: the hub itself always asks anew. A token has to fit into a
     * header, so that very many are left out, and said to be.
     */
    Map<String, Object> groups(OrganizationId organization, UUID person) {
        List<String> groups = people.groups(organization, person, GROUPS_MOST + 1);
        return groups.size() > GROUPS_MOST ? Map.of("hasgroups", true) : Map.of("groups", groups);
    }

    private void identity(JwtEncodingContext context) {
        context.getJwsHeader().type(IssuedTokens.ID_TYPE);
        Person person = Objects.requireNonNull(person(context));
        JwtClaimsSet.Builder claims = context.getClaims();
        claims.claim(IssuedTokens.GRANT, grant(context));
        claims.claim(IssuedTokens.ORGANIZATION, person.organization().toString());
        claims.claim("auth_time", person.signedInAt().getEpochSecond());
        proof(person.proof()).forEach(claims::claim);
        UUID session = person.session();
        if (session != null) {
            claims.claim("sid", session.toString());
        }
        groups(person.organization(), person.id()).forEach(claims::claim);
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
