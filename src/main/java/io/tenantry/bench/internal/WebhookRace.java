package io.tenantry.bench.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenantry.bench.internal.Targets.Known;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How fast events reach a receiver, beside bare posts to it, and whether a change of many takes longer for being told of. */
final class WebhookRace {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern HASH = Pattern.compile("\"hash\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern DONE = Pattern.compile("\"done\"\\s*:\\s*(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]+)\"");
    private static final int AT_ONCE = 16;
    private static final int LOOK_MILLIS = 10;
    private static final int NOT_ALLOWED = 403;

    private final URI hub;
    private final String token;
    private final Targets targets;
    private final Report report;
    private final AtomicLong received = new AtomicLong();

    WebhookRace(URI hub, String token, Targets targets, Report report) {
        this.hub = hub;
        this.token = token;
        this.targets = targets;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::take);
        receiver.start();
        URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort());
        try (HttpLink link = new HttpLink(hub, token)) {
            String rules = "/api/v1/organizations/" + targets.organization() + "/change-rules";
            link.require(200, link.send("PUT", rules, "{\"rules\": []}"));
            change(link, "Nowhere");
            double alone = Math.min(change(link, "Aarhus"), change(link, "Bergen"));
            String webhooks = "/api/v1/organizations/" + targets.organization() + "/webhooks";
            int status = link.post(webhooks, "{\"url\": \"" + address + "\", \"types\": [\"user.updated\"]}");
            if (status == NOT_ALLOWED) {
                report.say("Webhooks are not measured: tenantry.events.networks does not name 127.0.0.1");
                return;
            }
            link.require(201, status);
            String webhook = webhooks + "/" + link.first(ID);
            long began = System.nanoTime();
            double told = change(link, "Cadiz");
            // Others may have deleted some of them meanwhile.
            int people = Integer.parseInt(link.first(DONE));
            double delivered = await(people, began);
            report.atLeast(
                    "change that is told, share of one that is not",
                    alone / told,
                    0.8,
                    String.format(Locale.ROOT, "(%d people in %.2f s and %.2f s)", people, told, alone));
            link.require(200, link.post(webhook + "/test", ""));
            double posted = bare(address, people);
            report.atLeast(
                    "webhook deliveries, share of bare posts",
                    posted / delivered,
                    0.15,
                    String.format(
                            Locale.ROOT,
                            "(%.0f of %.0f a second, from the beginning of the change on)",
                            people / delivered,
                            people / posted));
            link.send("DELETE", webhook, "");
            link.send("DELETE", rules, "");
        } finally {
            receiver.stop(0);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
        received.incrementAndGet();
    }

    private double await(long many, long began) throws IOException, InterruptedException {
        while (received.get() < many) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IOException("Only " + received.get() + " of " + many + " events came within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** The same number of posts of the same size, by as many clients as the hub has on their way to one receiver. */
    private double bare(URI receiver, int many) throws InterruptedException {
        String body = "x".repeat(700);
        long before = received.get();
        long began = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < AT_ONCE; client++) {
                clients.execute(() -> post(receiver, body, many / AT_ONCE));
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return seconds * many / Math.max(1, received.get() - before);
    }

    private void post(URI receiver, String body, int times) {
        try (HttpLink link = new HttpLink(receiver, token)) {
            for (int number = 0; number < times; number++) {
                link.post("/", body);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How long it takes to carry out one plan for all of them. */
    private double change(HttpLink link, String city) throws IOException, InterruptedException {
        String ids = targets.users().stream()
                .map(Known::id)
                .map(id -> "\"" + id + "\"")
                .collect(Collectors.joining(","));
        link.require(201, link.post("/api/v1/changes", """
                {"targets": {"ids": [%s]}, "edit": {"set": {"city": "%s"}}}""".formatted(ids, city)));
        String path = "/api/v1/changes/" + link.first(ID);
        String hash = link.first(HASH);
        long began = System.nanoTime();
        link.require(202, link.post(path + "/apply", "{\"hash\": \"" + hash + "\"}"));
        while (List.of("applying", "planned").contains(link.first(STATE))) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            link.require(200, link.get(path));
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
