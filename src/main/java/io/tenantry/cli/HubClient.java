package io.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hub as a command sees it: over HTTP, like any other program. What the hub refuses becomes one line for the person. */
final class HubClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FIRST_ERROR = 400;

    private final URI hub;
    private final String token;

    HubClient(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    static HubClient signIn(URI hub, String clientId, String clientSecret) {
        String both = encoded(clientId) + ":" + encoded(clientSecret);
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return new HubClient(hub, json(send(request)).path("access_token").asString());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Sends a file as it is, and gives the answer together with the address where it goes on. */
    Started postFile(String path, String mediaType, Path file) throws IOException {
        HttpResponse<InputStream> answer = send(request(path)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofFile(file))
                .build());
        String location = answer.headers().firstValue("Location").orElse(path);
        return new Started(location, json(answer));
    }

    /** Work that goes on in the hub. */
    record Started(String location, JsonNode answer) {}

    JsonNode get(String path) {
        return json(send(request(path).build()));
    }

    /** An answer to be read while it arrives. */
    InputStream download(String path) {
        return send(request(path).build()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<InputStream> send(HttpRequest request) {
        HttpResponse<InputStream> answer;
        try {
            answer = HTTP.send(request, BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            String address = request.uri().getScheme() + "://" + request.uri().getAuthority();
            throw new CommandFailure(
                    "no hub answers at " + address + ". Start one with 'tenantry serve', or name it with --hub.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped");
        }
        if (answer.statusCode() >= FIRST_ERROR) {
            throw new CommandFailure(refusal(answer));
        }
        return answer;
    }

    private static String refusal(HttpResponse<InputStream> answer) {
        try {
            JsonNode problem = json(answer);
            String detail = problem.path("detail").asString("");
            String told = detail.isEmpty() ? problem.path("error_description").asString("") : detail;
            return told.isEmpty() ? "the hub answered " + answer.statusCode() : told;
        } catch (CommandFailure unreadable) {
            return "the hub answered " + answer.statusCode();
        }
    }

    private static JsonNode json(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return JSON.readTree(body);
        } catch (IOException | JacksonException failure) {
            throw new CommandFailure("the hub's answer could not be read: " + failure.getMessage());
        }
    }
}
