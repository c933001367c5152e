package io.tenantry.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command finds the hub and says who is asking. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class HubAccess {
    @Option(
            names = "--hub",
            paramLabel = "URL",
            defaultValue = "${env:TENANTRY_URL:-http://localhost:8080}",
            description = "The hub's address (environment TENANTRY_URL). Default: http://localhost:8080")
    private URI hub;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:TENANTRY_TOKEN}",
            description = "An access token. Set TENANTRY_TOKEN instead where others can see your command line.")
    private @Nullable String token;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            defaultValue = "${env:TENANTRY_CLIENT_ID}",
            description = "A service account to sign in as, when there is no token (environment TENANTRY_CLIENT_ID).")
    private @Nullable String clientId;

    @Option(
            names = "--client-secret",
            paramLabel = "SECRET",
            defaultValue = "${env:TENANTRY_CLIENT_SECRET}",
            description = "Its secret. Set TENANTRY_CLIENT_SECRET instead where others can see your command line.")
    private @Nullable String clientSecret;

    HubClient open() {
        if (token != null && !token.isBlank()) {
            return new HubClient(hub, token);
        }
        if (clientId == null || clientSecret == null) {
            throw new CommandFailure(
                    "who is asking? Set TENANTRY_TOKEN, or TENANTRY_CLIENT_ID and TENANTRY_CLIENT_SECRET.");
        }
        return HubClient.signIn(hub, clientId, clientSecret);
    }
}
