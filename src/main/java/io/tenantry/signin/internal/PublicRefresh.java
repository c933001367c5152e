package io.tenantry.signin.internal;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets a public application name itself when it refreshes or ends its tokens. It has no secret to prove itself with; what it
 * presents is the proof.
 */
final class PublicRefresh implements AuthenticationConverter, AuthenticationProvider {
    private final Clients clients;

    PublicRefresh(Clients clients) {
        this.clients = clients;
    }

    /** Its own type, so that the provider for PKCE leaves it alone. */
    private static final class Named extends OAuth2ClientAuthenticationToken {
        private static final long serialVersionUID = 1;

        Named(String clientId) {
            super(clientId, ClientAuthenticationMethod.NONE, null, null);
        }
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        boolean refreshes = AuthorizationGrantType.REFRESH_TOKEN.getValue().equals(request.getParameter("grant_type"));
        boolean ends = request.getServletPath().equals("/oauth2/revoke");
        String[] named = request.getParameterValues("client_id");
        boolean hasSecret = request.getParameter("client_secret") != null || request.getHeader("Authorization") != null;
        return (refreshes || ends) && !hasSecret && named != null && named.length == 1 ? new Named(named[0]) : null;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        if (!(authentication instanceof Named)) {
            return null;
        }
        RegisteredClient client = clients.findByClientId(authentication.getName());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication == Named.class;
    }
}
