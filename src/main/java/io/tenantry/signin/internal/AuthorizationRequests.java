package io.tenantry.signin.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what an application asked for, as far as it is needed when it comes back with the code. */
@Component
class AuthorizationRequests {
    private final JsonMapper json;

    AuthorizationRequests(JsonMapper json) {
        this.json = json;
    }

    /** The request's own words: only texts, so nothing but texts can come back. */
    private record Stored(
            String authorizationUri,
            String clientId,
            @Nullable String redirectUri,
            @Nullable String state,
            List<String> scopes,
            Map<String, String> parameters) {}

    String write(OAuth2AuthorizationRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        request.getAdditionalParameters().forEach((name, value) -> {
            if (value instanceof String text) {
                parameters.put(name, text);
            }
        });
        return json.writeValueAsString(new Stored(
                request.getAuthorizationUri(),
                request.getClientId(),
                request.getRedirectUri(),
                request.getState(),
                List.copyOf(new TreeSet<>(request.getScopes())),
                parameters));
    }

    OAuth2AuthorizationRequest read(String written) {
        Stored stored = json.readValue(written, Stored.class);
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(stored.authorizationUri())
                .clientId(stored.clientId())
                .redirectUri(stored.redirectUri())
                .state(stored.state())
                .scopes(Set.copyOf(stored.scopes()))
                .additionalParameters(Map.copyOf(stored.parameters()))
                .build();
    }
}
