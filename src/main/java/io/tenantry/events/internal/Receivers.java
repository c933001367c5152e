package io.tenantry.events.internal;

import io.tenantry.events.EventSettings;
import io.tenantry.events.Webhook;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.platform.outbound.OutboundClient;
import io.tenantry.platform.outbound.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Calls receivers. Each connection goes to an address that was looked at a moment before; no redirect is followed, nothing is
 * waited for longer than is set, and of an answer no more is read than its beginning.
 */
@Component
public class Receivers implements DisposableBean {
    private static final int READ = 1_024;
    private static final int CONNECTIONS = 256;
    private static final Duration ASKED_LONGEST = Duration.ofHours(1);

    private final EventSettings settings;
    private final OutboundClient http;
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("webhook-deadlines").daemon().factory());

    Receivers(EventSettings settings) {
        this.settings = settings;
        // Calls that were answered in time are not held on to until their deadline.
        deadlines.setRemoveOnCancelPolicy(true);
        http = new OutboundClient(
                settings.outbound(),
                "receiver",
                "Tenantry-Webhooks/1",
                new OutboundClient.Limits(
                        settings.connectTimeout(),
                        settings.answerTimeout(),
                        CONNECTIONS,
                        Math.max(settings.atOnce(), 2)));
    }

    /** Checks an address that somebody wants to be told at, as {@link OutboundClient#check} does. */
    public void check(String url) {
        http.check(url);
    }

    /** Calls the receiver and waits for its answer, for as long as is set and no longer. */
    Attempted call(Webhook webhook, List<String> secrets, String id, byte[] body) {
        Instant now = Instant.now();
        long begun = System.nanoTime();
        HttpPost post = new HttpPost(webhook.url());
        post.setHeader("webhook-id", id);
        post.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
        post.setHeader("webhook-signature", Signature.of(secrets, id, now.getEpochSecond(), body));
        post.setEntity(new ByteArrayEntity(body, ContentType.create("application/cloudevents+json", "UTF-8")));
        ScheduledFuture<?> deadline = deadlines.schedule(
                post::cancel,
                settings.connectTimeout().plus(settings.answerTimeout()).toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            check(webhook.url());
            try (ClassicHttpResponse answer = http.open(post)) {
                return told(now, begun, answer);
            }
        } catch (URISyntaxException none) {
            return failed(now, begun, "Its address is none");
        } catch (IOException failure) {
            return failed(now, begun, post.isCancelled() ? "It did not answer in time" : words(failure));
        } catch (Refusal refusal) {
            return failed(now, begun, refusal.getMessage());
        } finally {
            deadline.cancel(false);
        }
    }

    private static Attempted told(Instant now, long begun, ClassicHttpResponse answer) throws IOException {
        int status = answer.getCode();
        String said = "";
        if (answer.getEntity() != null) {
            // A longer answer is not read to its end; its connection is closed with it.
            InputStream content = answer.getEntity().getContent();
            said = new String(content.readNBytes(READ), StandardCharsets.UTF_8);
        }
        int millis = millis(begun);
        if (status >= 200 && status < 300) {
            return new Attempted(now, status, millis, null, null);
        }
        String problem = status >= 300 && status < 400
                ? "It answered " + status + "; redirects are not followed"
                : "It answered " + status + (said.isBlank() ? "" : ": " + line(said));
        return new Attempted(now, status, millis, problem, retryAfter(answer.getFirstHeader("Retry-After")));
    }

    private static @Nullable Duration retryAfter(@Nullable Header header) {
        Duration asked = header == null ? null : RetryAfter.of(header.getValue(), Instant.now());
        return asked != null && asked.compareTo(ASKED_LONGEST) > 0 ? ASKED_LONGEST : asked;
    }

    private static Attempted failed(Instant now, long begun, String problem) {
        return new Attempted(now, null, millis(begun), problem, null);
    }

    private static String words(IOException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String told = cause.getMessage();
        return told == null || told.isBlank() ? "The connection failed" : line(told);
    }

    /** Without line breaks and control characters, and no longer than a log line should be. */
    private static String line(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return Shortened.to(200, line);
    }

    private static int millis(long begun) {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
