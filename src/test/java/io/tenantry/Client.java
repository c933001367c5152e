package io.tenantry;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the hub, as far away as any other: it knows HTTP and JSON. It follows no redirects and keeps no cookies.
 * Each answer is compared with what the hub's own documents say of it.
 */
public final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String hubUrl;

    public Client(String hubUrl) {
        this.hubUrl = hubUrl;
    }

    /** An answer with its body as JSON; a body that is none is told as a JSON text. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        public @Nullable String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }
    }

    /** Sends a request with a JSON body, or none. */
    public Answer send(String method, String path, @Nullable String token, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hubUrl + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    public Answer get(String path, @Nullable String token) {
        return send("GET", path, token, null);
    }

    /** Posts a form: names and values in turn. Headers likewise. */
    public Answer post(String path, List<String> headers, String... form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hubUrl + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return send(request.build());
    }

    public Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            DocumentedAnswers.check(answer);
            return new Answer(answer.statusCode(), json(answer.body()), answer);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** An access token of a service account whose secret is {@link Estate#SECRET}. */
    public String tokenOf(Object clientId) {
        Answer answer = post(
                "/oauth2/token",
                List.of("Authorization", basic(clientId.toString(), Estate.SECRET)),
                "grant_type",
                "client_credentials");
        if (answer.status() != 200) {
            throw new AssertionError("No token: " + answer.status() + " " + answer.body());
        }
        return answer.body().get("access_token").asString();
    }

    public static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** Names and values in turn, as a form or query. */
    public static String form(String... namesAndValues) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(namesAndValues[i] + "=" + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return String.join("&", pairs);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (tools.jackson.core.JacksonException none) {
            return JSON.valueToTree(body);
        }
    }
}
