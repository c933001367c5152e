package io.tenantry.signin.internal;

import io.tenantry.access.Callers;
import io.tenantry.access.Token;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Where the authorization server hands over to the hub: when it wants someone signed in, signed out, refused or known. */
@Component
class Endings {
    private final Callers callers;
    private final IssuedTokens tokens;
    private final Browsers browsers;
    private final SessionRows sessions;
    private final People people;
    private final AuthorizationErrors errors;

    Endings(
            Callers callers,
            IssuedTokens tokens,
            Browsers browsers,
            SessionRows sessions,
            People people,
            AuthorizationErrors errors) {
        this.callers = callers;
        this.tokens = tokens;
        this.browsers = browsers;
        this.sessions = sessions;
        this.people = people;
        this.errors = errors;
    }

    /** Sends people to the login page, and back here afterwards; tells programs what they lack. */
    void askToSignIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (!Unanswered.isForPeople(request)) {
            Unanswered.explain(request, response);
            return;
        }
        String redirect = AskedAnew.silently(request);
        if (redirect != null) {
            errors.loginRequired(redirect, request, response);
            return;
        }
        String query = AskedAnew.afterwards(request);
        String back = "/oauth2/authorize" + (query == null ? "" : "?" + query);
        response.sendRedirect("/login?continue=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }

    /** Refuses what an application wants, before anyone signed in to it. */
    void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        errors.answer(request, response, failure);
    }

    /** Reads an access token for the user info endpoint, as strictly as every API does. */
    Jwt decode(String token) {
        try {
            callers.bearing(token, "userinfo");
            Token read = tokens.verify(token);
            Instant now = Instant.now();
            return Jwt.withTokenValue(token)
                    .header("typ", IssuedTokens.ACCESS_TYPE)
                    .subject(read.principal().toString())
                    .issuedAt(now)
                    .expiresAt(read.expiresAt().isAfter(now) ? read.expiresAt() : now.plusMillis(1))
                    .build();
        } catch (Refusal refusal) {
            throw new BadJwtException(refusal.getMessage(), refusal);
        }
    }

    OidcUserInfo userInfo(OidcUserInfoAuthenticationContext context) {
        Authentication principal = context.getAuthorization().getAttribute(Principal.class.getName());
        Person person = (Person)
                Objects.requireNonNull(Objects.requireNonNull(principal).getPrincipal());
        Map<String, Object> claims = people.claims(
                person.organization(), person.id(), context.getAccessToken().getScopes());
        claims.put("sub", person.getName());
        return new OidcUserInfo(claims);
    }

    /** The application says that the person signs out: his browser's session ends, and all that was granted in it. */
    void signedOut(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OidcLogoutAuthenticationToken logout = (OidcLogoutAuthenticationToken) authentication;
        OidcIdToken hint = logout.getIdToken();
        if (hint != null) {
            endSession(hint);
        }
        browsers.signOut(request, response);
        String back = logout.getPostLogoutRedirectUri();
        response.sendRedirect(
                back == null || back.isEmpty() ? "/login?signed-out" : withState(back, logout.getState()));
    }

    private void endSession(OidcIdToken hint) {
        String session = hint.getClaimAsString("sid");
        String organization = hint.getClaimAsString(IssuedTokens.ORGANIZATION);
        if (session != null && organization != null) {
            sessions.end(new OrganizationId(UUID.fromString(organization)), UUID.fromString(session));
        }
    }

    private static String withState(String back, @Nullable String state) {
        return state == null
                ? back
                : UriComponentsBuilder.fromUriString(back)
                        .queryParam("state", "{state}")
                        .encode()
                        .buildAndExpand(state)
                        .toUriString();
    }
}
