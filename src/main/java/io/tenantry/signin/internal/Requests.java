package io.tenantry.signin.internal;

import io.tenantry.access.Principals;
import io.tenantry.tenancy.OrganizationId;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/** What an application may ask for when it sends a person to sign in. */
@Component
class Requests implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
    private static final int SCOPES_MOST = 20;
    private static final int SCOPE_LONGEST = 256;

    private final Principals principals;

    Requests(Principals principals) {
        this.principals = principals;
    }

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        RegisteredClient client = context.getRegisteredClient();
        checkRedirect(request, client);
        if (!areModest(request.getScopes())) {
            throw refusal(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "The scope is too long, or has letters that no scope has",
                    request,
                    client);
        }
        Person person = person(request);
        if (person != null) {
            OrganizationId serves = new OrganizationId(
                    UUID.fromString(client.getClientSettings().getSetting(Clients.ORGANIZATION)));
            // Else whoever may register an application could collect the tokens of people far above him.
            if (!principals.isAtOrAbove(serves, person.organization())) {
                throw refusal(
                        OAuth2ErrorCodes.ACCESS_DENIED,
                        "The application does not serve your organization",
                        request,
                        client);
            }
        }
    }

    /** Scopes name what clients of other services are used to; what a caller may do is decided by his roles alone. */
    static boolean areModest(Set<String> scopes) {
        return scopes.size() <= SCOPES_MOST
                && scopes.stream().allMatch(scope -> scope.length() <= SCOPE_LONGEST && isSpelledRight(scope));
    }

    /** In the letters of RFC 6749, section 3.3. */
    private static boolean isSpelledRight(String scope) {
        return scope.chars().allMatch(letter -> letter > ' ' && letter <= '~' && letter != '"' && letter != '\\');
    }

    /** Character by character. Anything smarter has been tricked somewhere. */
    private static void checkRedirect(
            OAuth2AuthorizationCodeRequestAuthenticationToken request, RegisteredClient client) {
        String redirect = request.getRedirectUri();
        boolean unnamed = redirect == null || redirect.isEmpty();
        boolean known = unnamed
                ? client.getRedirectUris().size() == 1
                : client.getRedirectUris().contains(redirect);
        if (!known) {
            // Without a trusted address there is nowhere to send the browser with the error.
            OAuth2Error error = new OAuth2Error(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "OAuth 2.0 Parameter: " + OAuth2ParameterNames.REDIRECT_URI,
                    null);
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(error, null);
        }
    }

    private static @Nullable Person person(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return request.getPrincipal() instanceof Authentication who && who.getPrincipal() instanceof Person person
                ? person
                : null;
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refusal(
            String code,
            String description,
            OAuth2AuthorizationCodeRequestAuthenticationToken request,
            RegisteredClient client) {
        String redirect = request.getRedirectUri();
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                new OAuth2AuthorizationCodeRequestAuthenticationToken(
                        request.getAuthorizationUri(),
                        request.getClientId(),
                        (Authentication) request.getPrincipal(),
                        redirect == null || redirect.isEmpty()
                                ? client.getRedirectUris().iterator().next()
                                : redirect,
                        request.getState(),
                        request.getScopes(),
                        request.getAdditionalParameters());
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(code, description, null), answer);
    }
}
