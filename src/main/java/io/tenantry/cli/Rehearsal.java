package io.tenantry.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a hub is asked during a rehearsal: the reads that its clients send most. */
final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final URI hub;
    private final Path demo;
    private final HttpClient client = HttpClient.newHttpClient();

    Rehearsal(URI hub, Path demo) {
        this.hub = hub;
        this.demo = demo;
    }

    /** Waits until the hub is ready, then asks the same things over and over for a while. */
    void play(Process process) throws IOException, InterruptedException {
        awaitHealth(process);
        Map<String, String> signIn = signIn();
        String token = token(signIn);
        Instant end = Instant.now().plus(LENGTH);
        while (Instant.now().isBefore(end)) {
            for (String path : paths(signIn)) {
                get(path, token);
            }
        }
        commands(signIn);
    }

    /** The commands that people type most, so that they have been learned too. */
    private void commands(Map<String, String> signIn) {
        for (List<String> words :
                List.of(List.of("users", "find", "an"), List.of("users", "list"), List.of("orgs", "list"))) {

            List<String> command = new ArrayList<>(words);
            command.addAll(List.of("--url", hub.toString()));
            command.addAll(List.of("--client-id", signIn.getOrDefault("SERVICE_PARTNER_CLIENT_ID", "")));
            command.addAll(List.of("--client-secret", signIn.getOrDefault("SERVICE_PARTNER_CLIENT_SECRET", "")));
            int exit = Main.commandLine(words.getFirst())
                    .setOut(new PrintWriter(Writer.nullWriter()))
                    .execute(command.toArray(String[]::new));
            if (exit != 0) {
                throw new CommandFailure("'tenantry " + String.join(" ", words) + "' failed in the rehearsal");
            }
        }
    }

    static List<String> paths(Map<String, String> signIn) {
        String customer = signIn.getOrDefault("CUSTOMER_A_ID", "");
        String filter =
                "$filter=" + URLEncoder.encode("organizationId in ('" + customer + "')", StandardCharsets.UTF_8);
        String own = HubCommand.ORGANIZATIONS + "/" + customer;
        String graph = "/clouduserhub/graph/v1/organizations/" + customer + "/v1.0";
        return List.of(
                "/health",
                "/login",
                "/clouduserhub/directory/v1/organizations",
                "/clouduserhub/directory/v1/users?$top=100&" + filter,
                "/clouduserhub/directory/v1/usergroups?" + filter,
                graph + "/users?$top=100",
                graph + "/users?$search=an&$top=20",
                graph + "/groups",
                "/api/v1/organizations?limit=50",
                "/api/v1/search?text=an&limit=50",
                "/api/v1/users?limit=50",
                own + "/users?limit=50",
                own + "/groups?limit=50",
                own + "/audit?limit=50",
                own + "/users/export?format=csv&filter=");
    }

    private void awaitHealth(Process process) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end) && process.isAlive()) {
            try {
                get("/health", "");
                return;
            } catch (IOException notYet) {
                Thread.sleep(Duration.ofMillis(100));
            }
        }
        throw new CommandFailure("the hub did not get ready for its rehearsal");
    }

    /** The demo's own file: lines of NAME=VALUE, as a shell reads them. */
    private Map<String, String> signIn() throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.exists(demo) ? Files.readAllLines(demo) : List.<String>of()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals),
                        line.substring(equals + 1).replace("'", "").replace("\"", ""));
            }
        }
        return values;
    }

    private String token(Map<String, String> signIn) throws IOException, InterruptedException {
        String account = signIn.getOrDefault("SERVICE_PARTNER_CLIENT_ID", "") + ":"
                + signIn.getOrDefault("SERVICE_PARTNER_CLIENT_SECRET", "");
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        Matcher token =
                TOKEN.matcher(client.send(request, BodyHandlers.ofString()).body());
        return token.find() ? token.group(1) : "";
    }

    private void get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
            throw new CommandFailure("the hub answered " + answer.statusCode() + " to " + path);
        }
    }
}
