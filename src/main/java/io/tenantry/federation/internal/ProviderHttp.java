package io.tenantry.federation.internal;

import io.tenantry.federation.FederationSettings;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.outbound.Outbound;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Asks providers over https. It follows no redirects, waits for nothing for ever, and takes no answer of any size. */
@Component
class ProviderHttp {
    private static final int ANSWER_MAX = 512 * 1024;

    private final Outbound outbound;
    private final Duration answerTimeout;
    private final HttpClient http;

    ProviderHttp(FederationSettings settings) {
        outbound = settings.outbound();
        answerTimeout = settings.answerTimeout();
        http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    record Answer(int status, String body) {}

    /**
     * Sends a request and waits for the whole answer.
     *
     * @throws Refusal (PROVIDER_DOWN), or (NOT_PERMITTED) when the hub must not connect there
     */
    Answer send(HttpRequest request) {
        check(request.uri());
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_MAX));
        try {
            HttpResponse<byte[]> answer = sent.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (ExecutionException | TimeoutException failure) {
            sent.cancel(true);
            throw new Refusal(
                    Refusal.Reason.PROVIDER_DOWN,
                    "The provider at " + request.uri().getHost() + " does not answer",
                    "issuer");
        } catch (InterruptedException stopped) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.BUSY, "The hub is stopping");
        }
    }

    /** Only https, except to this computer where the operator allows that. */
    void check(URI address) {
        String host = address.getHost();
        Refusal.unless(
                host != null && address.getUserInfo() == null,
                Refusal.Reason.MALFORMED,
                "The provider names an address that is none",
                "issuer");
        InetAddress resolved = outbound.resolve(bare(String.valueOf(host)));
        boolean safe = "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && resolved.isLoopbackAddress());
        Refusal.unless(safe, Refusal.Reason.MALFORMED, "A provider is asked over https only", "issuer");
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
