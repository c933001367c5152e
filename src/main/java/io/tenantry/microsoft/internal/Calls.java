package io.tenantry.microsoft.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.MicrosoftSettings;
import io.tenantry.platform.outbound.Pauses;
import io.tenantry.platform.outbound.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends calls to Microsoft: signed in, not too many at once, and again where that is harmless and may help. */
@Component
class Calls {
    private static final int BODY_MAX = 64 << 20;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final Duration QUICK = Duration.ofSeconds(3);

    private final MicrosoftSettings settings;
    private final Outgoing outgoing;
    private final Tokens tokens;
    private final InstantSource clock;
    private final Map<Door, Gate> gates = new ConcurrentHashMap<>();

    Calls(MicrosoftSettings settings, Outgoing outgoing, Tokens tokens, InstantSource clock) {
        this.settings = settings;
        this.outgoing = outgoing;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Where a gate stands: one of the two may be away while the other answers. */
    private record Door(UUID organization, Service service) {}

    /**
     * A call.
     *
     * @param address where to, in full
     * @param json the body, or null for none
     * @param headers besides those that every call has
     * @param isRepeatable whether doing it twice is as good as doing it once
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Call(
            String method, String address, byte @Nullable [] json, Map<String, String> headers, boolean isRepeatable) {
        /** One whose method says whether it can be repeated. The hub batches readings only. */
        Call(String method, String address, byte @Nullable [] json, Map<String, String> headers) {
            this(method, address, json, headers, !method.equals("POST") || address.endsWith("/$batch"));
        }

        static Call get(String address) {
            return new Call("GET", address, null, Map.of());
        }
    }

    /** How long to try in all. */
    enum Patience {
        /** Somebody waits for the answer. */
        CALLER,
        /** Nobody does. */
        MIRROR,
        /** It is asked again soon anyway. */
        QUICK
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] body, HttpResponse<byte[]> raw) {
        boolean isFine() {
            return status >= 200 && status < 300;
        }

        @Nullable
        String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }
    }

    /**
     * Sends a call, and again as long as patience lasts. A call that is not repeatable is sent again only where Microsoft says
     * that it did nothing.
     *
     * @throws Refusal (PROVIDER_DOWN) when there is no answer, (PROVIDER_CANNOT) when there is no token
     */
    Answer send(Tenant tenant, Service service, Call call, Patience patience) {
        // A token must not go anywhere else, whatever a link in an answer says.
        Refusal.unless(
                call.address().startsWith(service.base(tenant) + "/"),
                Refusal.Reason.PROVIDER_CANNOT,
                "Microsoft's answer leads to another place than the connection");
        Gate gate = gates.computeIfAbsent(
                new Door(tenant.organization().value(), service), door -> new Gate(settings.callsAtOnce()));
        Duration time = switch (patience) {
            case CALLER -> settings.patience();
            case MIRROR -> settings.syncPatience();
            case QUICK -> QUICK;
        };
        long end = System.nanoTime() + time.toNanos();
        try {
            return attempts(gate, end, tenant, service, call);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "The call to Microsoft was cut off");
        }
    }

    private Answer attempts(Gate gate, long end, Tenant tenant, Service service, Call call)
            throws InterruptedException {
        boolean fresh = false;
        for (int attempt = 0; ; attempt++) {
            Answer answer;
            gate.enter(end);
            try {
                answer = once(call, tokens.bearer(tenant, service, fresh));
            } catch (IOException failure) {
                gate.failed();
                Duration wait = Pauses.after(attempt);
                if (!call.isRepeatable() || end - System.nanoTime() < wait.toNanos()) {
                    throw new Refusal(
                            Refusal.Reason.PROVIDER_DOWN,
                            call.isRepeatable()
                                    ? "Microsoft does not answer"
                                    : "The connection to Microsoft broke, and it is not known whether this was done there");
                }
                Thread.sleep(wait);
                continue;
            } finally {
                gate.leave();
            }
            if (answer.status() == UNAUTHORIZED && !fresh) {
                gate.answered();
                fresh = true;
                continue;
            }
            Duration wait = again(gate, call, answer, attempt);
            if (wait == null || end - System.nanoTime() < wait.toNanos()) {
                return answer;
            }
            Thread.sleep(wait);
        }
    }

    /** After how long the call is to be sent again, or null when this answer is the last word. */
    private @Nullable Duration again(Gate gate, Call call, Answer answer, int attempt) {
        boolean isAsked = answer.status() == TOO_MANY || answer.status() == 503;
        if (answer.status() == TOO_MANY) {
            gate.answered();
        } else if (Pauses.isPassing(answer.status())) {
            gate.failed();
        } else {
            gate.answered();
            return null;
        }
        if (!isAsked && !call.isRepeatable()) {
            return null;
        }
        Duration asked = isAsked ? RetryAfter.of(answer.header("Retry-After"), clock.instant()) : null;
        if (asked == null) {
            return Pauses.after(attempt);
        }
        gate.pause(asked);
        return asked;
    }

    /** Waits before another try. */
    static void pause(int attempt) {
        try {
            Thread.sleep(Pauses.after(attempt));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.Reason.PROVIDER_DOWN, "The call to Microsoft was cut off");
        }
    }

    private static URI address(Call call) {
        try {
            // Clients may write brackets in queries as they are.
            return URI.create(call.address().replace("[", "%5B").replace("]", "%5D"));
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The address has characters that need to be encoded");
        }
    }

    private Answer once(Call call, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(call))
                .timeout(outgoing.answerTimeout())
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .header("client-request-id", UUID.randomUUID().toString());
        call.headers().forEach(request::setHeader);
        byte[] json = call.json();
        if (json != null) {
            request.setHeader("Content-Type", "application/json");
        }
        request.method(call.method(), json == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json));
        HttpResponse<byte[]> answer =
                outgoing.client().send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_MAX));
        return new Answer(answer.statusCode(), answer.body(), answer);
    }
}
