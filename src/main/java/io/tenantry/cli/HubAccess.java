package io.tenantry.cli;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options by which a command finds the hub and says who is asking. What an option does not say, the environment does, and
 * what that does not, the last {@code tenantry login}.
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class HubAccess {
    private static final String USUAL_URL = "http://localhost:8080";

    @Option(
            names = {"--url", "--hub"},
            paramLabel = "URL",
            description = "The hub's address (environment TENANTRY_URL).")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "An access token. Set TENANTRY_TOKEN instead where others can see your command line.")
    private @Nullable String token;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "A service account to sign in as (environment TENANTRY_CLIENT_ID).")
    private @Nullable String clientId;

    @Option(
            names = "--client-secret",
            paramLabel = "SECRET",
            description = "Its secret. Set TENANTRY_CLIENT_SECRET instead where others can see your command line.")
    private @Nullable String clientSecret;

    /** The hub, as whoever the options, the environment or the last login say. */
    HubClient open() {
        String given = or(token, "TENANTRY_TOKEN");
        if (given != null) {
            return new HubClient(address(), given);
        }
        String id = clientId();
        String secret = clientSecret();
        if (id != null && secret != null) {
            return new HubClient(
                    address(), Tokens.ofServiceAccount(address(), id, secret).access());
        }
        Credentials.Login login = Credentials.usual().read();
        if (login == null) {
            throw new CommandFailure(
                    "who is asking? Run 'tenantry login', or set TENANTRY_CLIENT_ID and TENANTRY_CLIENT_SECRET.");
        }
        URI asked = asked();
        if (asked != null && !asked.equals(login.url())) {
            throw new CommandFailure(
                    "you are signed in at " + login.url() + ". Run 'tenantry login --url " + asked + "'.");
        }
        return new HubClient(login.url(), Credentials.usual().freshToken(login));
    }

    /** Where the hub is, leaving out what the last login says. */
    URI address() {
        URI asked = asked();
        return asked == null ? URI.create(USUAL_URL) : asked;
    }

    @Nullable
    String clientId() {
        return or(clientId, "TENANTRY_CLIENT_ID");
    }

    @Nullable
    String clientSecret() {
        return or(clientSecret, "TENANTRY_CLIENT_SECRET");
    }

    private @Nullable URI asked() {
        String text = or(url == null ? null : url.toString(), "TENANTRY_URL");
        return text == null ? null : URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    private static @Nullable String or(@Nullable String option, String variable) {
        Map<String, String> environment = System.getenv();
        String value = option == null ? environment.get(variable) : option;
        return value == null || value.isBlank() ? null : value;
    }
}
