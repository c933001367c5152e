package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of webhooks as a careful one is: it knows which events it has had, and checks every signature by itself. */
public final class Receiver implements AutoCloseable {
    private static final long WAIT_SECONDS = 60;

    private final HttpServer server;
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, JsonNode> accepted = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile int status = 204;
    private volatile String location = "";
    private volatile String body = "";
    private volatile String retryAfter = "";

    /** One call, whatever the answer was. */
    public record Call(String path, String id, String timestamp, String signature, String body, int answered) {
        public JsonNode event() {
            return JsonMapper.shared().readTree(body);
        }

        /** Whether one of its signatures is this secret's. */
        public boolean isSignedWith(String secret) {
            byte[] key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                String signed = Base64.getEncoder()
                        .encodeToString(
                                mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
                return List.of(signature.split(" ", -1)).contains("v1," + signed);
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private Receiver(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public static Receiver open() {
        try {
            return new Receiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=hidden";
    }

    /** Answers so from now on. */
    public void answers(int otherwise) {
        status = otherwise;
    }

    void redirectsTo(String elsewhere) {
        location = elsewhere;
        status = 302;
    }

    /** Asks to be left alone until then. */
    void asksForTime(Instant until) {
        retryAfter = DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC));
        status = 503;
    }

    void says(String text) {
        body = text;
    }

    /** Waits until what was called fits. */
    public List<Call> calls(Predicate<List<Call>> enough) {
        return await(() -> List.copyOf(calls), enough);
    }

    /** Waits until so many events were taken; in the order in which they were taken first. */
    public List<JsonNode> accepted(int many) {
        return await(() -> List.copyOf(accepted.values()), taken -> taken.size() >= many);
    }

    private <T> T await(Supplier<T> looks, Predicate<T> enough) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        synchronized (this) {
            T seen = looks.get();
            while (!enough.test(seen)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                assertThat(left).as("Waited in vain; so far: %s", seen).isPositive();
                try {
                    wait(left);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError(stopped);
                }
                seen = looks.get();
            }
            return seen;
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int answer = status;
        String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
        if (!location.isEmpty()) {
            exchange.getResponseHeaders().add("Location", location);
        }
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        byte[] said = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer, answer == 204 || said.length == 0 ? -1 : said.length);
        if (answer != 204 && said.length > 0) {
            exchange.getResponseBody().write(said);
        }
        exchange.close();
        synchronized (this) {
            calls.add(new Call(
                    exchange.getRequestURI().toString(),
                    id,
                    String.valueOf(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature")),
                    text,
                    answer));
            if (answer < 300) {
                accepted.putIfAbsent(id, JsonMapper.shared().readTree(text));
            }
            notifyAll();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
