package io.tenantry.provisioning.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.platform.outbound.Pauses;
import io.tenantry.platform.outbound.RetryAfter;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.ScimCredential;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to one SCIM server: signed in, and again where that is harmless and may help. */
public final class ScimCalls {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int BODY_MAX = 64 << 20;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 503;
    private static final int TOLD_MAX = 300;
    private static final Duration EARLY = Duration.ofSeconds(30);

    private final HttpClient http;
    private final ProvisioningSettings settings;
    private final InstantSource clock;
    private final String base;
    private final ScimCredential credential;
    private @Nullable Token token;

    public ScimCalls(
            HttpClient http, ProvisioningSettings settings, InstantSource clock, URI base, ScimCredential credential) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
        this.base = base.toString().replaceFirst("/+$", "");
        this.credential = credential;
    }

    private record Token(String text, Instant until) {}

    /**
     * What came back.
     *
     * @param body as JSON; missing where there is none, or it is none
     */
    public record Answer(
            int status, JsonNode body, @Nullable Duration retryAfter) {
        public boolean isFine() {
            return status >= 200 && status < 300;
        }

        /**
         * Goes on only where the answer is about what was asked for, and not about the server or the hub as a whole.
         *
         * @throws Refusal (PROVIDER_DOWN) when the server does not let the hub in, is busy, or does not work
         */
        public void requireOpen() {
            boolean isClosed = status == UNAUTHORIZED || status == FORBIDDEN || status == TOO_MANY;
            Refusal.unless(
                    !isClosed && (status < SERVER_ERRORS || status == NOT_IMPLEMENTED),
                    Refusal.Reason.PROVIDER_DOWN,
                    told());
        }

        /** What the server says went wrong, in one line. */
        public String told() {
            String detail = body.path("detail").asString("");
            String told = "The other system answers " + status + (detail.isEmpty() ? "" : ": " + detail);
            return Shortened.to(TOLD_MAX, told);
        }
    }

    public String base() {
        return base;
    }

    /**
     * Sends a call, and again while the server asks for time, or nothing is lost by it. Creating is not repeated when it is not
     * known whether it was done.
     *
     * @param path behind the address, such as {@code /Users}
     * @throws Refusal (PROVIDER_DOWN) when there is no answer
     */
    public Answer send(String method, String path, @Nullable Object body) {
        long end = System.nanoTime() + settings.patience().toNanos();
        boolean renewed = false;
        try {
            for (int attempt = 0; ; attempt++) {
                Answer answer;
                try {
                    answer = once(method, path, body);
                } catch (IOException failure) {
                    Duration wait = Pauses.after(attempt);
                    if (method.equals("POST") || end - System.nanoTime() < wait.toNanos()) {
                        throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "The other system does not answer");
                    }
                    Thread.sleep(wait);
                    continue;
                }
                if (answer.status() == UNAUTHORIZED && !renewed && credential instanceof ScimCredential.Client) {
                    renewed = true;
                    token = null;
                    continue;
                }
                Duration wait = again(method, answer, attempt);
                if (wait == null || end - System.nanoTime() < wait.toNanos()) {
                    return answer;
                }
                Thread.sleep(wait);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.BUSY, "The hub is stopping");
        }
    }

    /** After how long to try again, or null when this answer is the last word. */
    private static @Nullable Duration again(String method, Answer answer, int attempt) {
        boolean isAsked = answer.status() == TOO_MANY || answer.status() == UNAVAILABLE;
        if (!isAsked && (!Pauses.isPassing(answer.status()) || method.equals("POST"))) {
            return null;
        }
        return isAsked && answer.retryAfter() != null ? answer.retryAfter() : Pauses.after(attempt);
    }

    private Answer once(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(settings.answerTimeout())
                .header("Accept", "application/scim+json, application/json")
                .header("Authorization", "Bearer " + bearer());
        if (body != null) {
            request.header("Content-Type", "application/scim+json");
        }
        request.method(
                method,
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8));
        return answer(request.build());
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_MAX));
        JsonNode json;
        try {
            json = answer.body().length == 0 ? JSON.missingNode() : JSON.readTree(answer.body());
        } catch (JacksonException none) {
            json = JSON.missingNode();
        }
        return new Answer(
                answer.statusCode(),
                json,
                RetryAfter.of(answer.headers().firstValue("Retry-After").orElse(null), clock.instant()));
    }

    private String bearer() throws IOException, InterruptedException {
        return switch (credential) {
            case ScimCredential.Bearer(var given) -> given;
            case ScimCredential.Client client -> {
                Token known = token;
                if (known == null || !clock.instant().isBefore(known.until())) {
                    known = fetch(client);
                    token = known;
                }
                yield known.text();
            }
        };
    }

    private Token fetch(ScimCredential.Client client) throws IOException, InterruptedException {
        String form =
                "grant_type=client_credentials" + (client.scope().isEmpty() ? "" : "&scope=" + encoded(client.scope()));
        String pair = encoded(client.clientId()) + ":" + encoded(client.secret());
        Answer answer = answer(HttpRequest.newBuilder(client.tokenUrl())
                .timeout(settings.answerTimeout())
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(form))
                .build());
        String text = answer.body().path("access_token").asString("");
        Refusal.unless(
                answer.isFine() && !text.isEmpty(),
                Refusal.Reason.PROVIDER_CANNOT,
                "The token server of the other system gives no token; it answers " + answer.status());
        Duration lifetime = Duration.ofSeconds(answer.body().path("expires_in").asLong(300));
        return new Token(text, clock.instant().plus(lifetime).minus(EARLY));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
