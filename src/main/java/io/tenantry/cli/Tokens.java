package io.tenantry.cli;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a hub gave to whoever signed in.
 *
 * @param refresh what fetches the next access token, or null for a service account, which signs in anew
 */
record Tokens(String access, Instant expiresAt, @Nullable String refresh) {
    private static final InstantSource CLOCK = InstantSource.system();

    static Tokens ofServiceAccount(URI hub, String clientId, String clientSecret) {
        String both = encoded(clientId) + ":" + encoded(clientSecret);
        String basic = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        return ask(hub, basic, "grant_type=client_credentials");
    }

    static Tokens ofCode(URI hub, String clientId, String code, String verifier, String redirect) {
        return ask(
                hub,
                null,
                "grant_type=authorization_code&client_id=" + encoded(clientId) + "&code=" + encoded(code)
                        + "&code_verifier=" + encoded(verifier) + "&redirect_uri=" + encoded(redirect));
    }

    static Tokens refreshed(URI hub, String clientId, String refreshToken) {
        return ask(
                hub,
                null,
                "grant_type=refresh_token&client_id=" + encoded(clientId) + "&refresh_token=" + encoded(refreshToken));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Tokens ask(URI hub, @Nullable String authorization, String form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        JsonNode answer = HubClient.json(HubClient.send(request.build()));
        return new Tokens(
                answer.path("access_token").asString(),
                CLOCK.instant().plusSeconds(answer.path("expires_in").asLong(0)),
                answer.path("refresh_token").asString(null));
    }
}
