package io.tenantry.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hub as a command sees it: over HTTP, like any other program. What the hub refuses becomes one line for the person. */
final class HubClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FIRST_ERROR = 400;
    private static final int UNAUTHORIZED = 401;

    private final URI hub;
    private final String token;

    HubClient(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    static String encoded(String text) {
        return Tokens.encoded(text).replace("+", "%20");
    }

    /** Sends a file as it is, and gives the answer together with the address where it goes on. */
    Started postFile(String path, String mediaType, Path file) {
        GivenFile.check(file);
        if (Files.isDirectory(file)) {
            throw new CommandFailure(file + " is a folder, not a file");
        }
        try {
            HttpRequest.Builder request = request(path).header("Content-Type", mediaType);
            return started(path, request.POST(BodyPublishers.ofFile(file)));
        } catch (FileNotFoundException gone) {
            throw GivenFile.unreadable(file);
        }
    }

    /** Sends a body as JSON, and gives the answer together with the address where it goes on. */
    Started start(String path, Object body) {
        return started(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private static Started started(String path, HttpRequest.Builder request) {
        HttpResponse<InputStream> answer = send(request.build());
        return new Started(answer.headers().firstValue("Location").orElse(path), json(answer));
    }

    /** Work that goes on in the hub. */
    record Started(String location, JsonNode answer) {}

    JsonNode get(String path) {
        return json(send(request(path).build()));
    }

    /** Sends a body as JSON, or none, and gives the answer; null when it has no body. */
    @Nullable
    JsonNode send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = request(path);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        HttpResponse<InputStream> answer = send(request.build());
        try (InputStream content = answer.body()) {
            byte[] bytes = content.readAllBytes();
            return bytes.length == 0 ? null : JSON.readTree(bytes);
        } catch (IOException | JacksonException failure) {
            throw unreadable(failure);
        }
    }

    /** Like {@link #send}, for answers that have a body. */
    JsonNode ask(String method, String path, @Nullable Object body) {
        JsonNode answer = send(method, path, body);
        if (answer == null) {
            throw new CommandFailure("the hub's answer is empty");
        }
        return answer;
    }

    /** The items of a list, over all its pages; the next page is fetched when it is needed. */
    Iterator<JsonNode> list(String path) {
        return new Items(path);
    }

    /** An answer to be read while it arrives. */
    InputStream download(String path) {
        return send(request(path).build()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path)).header("Authorization", "Bearer " + token);
    }

    static HttpResponse<InputStream> send(HttpRequest request) {
        HttpResponse<InputStream> answer;
        try {
            HttpClient client = "https".equals(request.uri().getScheme()) ? Secure.HTTP : Plain.HTTP;
            answer = client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            String address = request.uri().getScheme() + "://" + request.uri().getAuthority();
            throw new CommandFailure(
                    "no hub answers at " + address + ". Start one with 'tenantry serve', or name it with --url.");
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
        String told = told(answer);
        String hint = answer.statusCode() == UNAUTHORIZED ? ". Run 'tenantry login'." : "";
        String correlation = answer.headers().firstValue("X-Correlation-Id").orElse("");
        return told + hint + (correlation.isEmpty() ? "" : " (correlation id " + correlation + ")");
    }

    private static String told(HttpResponse<InputStream> answer) {
        String usual = "the hub answered " + answer.statusCode();
        try {
            JsonNode problem = json(answer);
            String detail = problem.path("detail").asString("");
            String dialect = problem.at("/error/message")
                    .asString(problem.path("error_description").asString(""));
            String told = detail.isEmpty() ? dialect : detail;
            // What the hub calls force is a flag of the command that was refused.
            String hint = problem.path("target").asString("").equals("force") ? " with --force" : "";
            return told.isEmpty() ? usual : told + hint;
        } catch (CommandFailure unreadable) {
            return usual;
        }
    }

    static JsonNode json(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            return JSON.readTree(body);
        } catch (IOException | JacksonException failure) {
            throw unreadable(failure);
        }
    }

    private static CommandFailure unreadable(Exception failure) {
        return new CommandFailure("the hub's answer could not be read: " + failure.getMessage());
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
    }

    private static final class Secure {
        private static final HttpClient HTTP = client().build();
    }

    /** Trusts nobody, because it never has to; reading the system's certificates would take longer than most commands. */
    private static final class Plain {
        private static final HttpClient HTTP =
                client().sslContext(trustingNobody()).build();

        private static SSLContext trustingNobody() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[0], null);
                return context;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every Java has TLS", impossible);
            }
        }
    }

    private final class Items implements Iterator<JsonNode> {
        private final Queue<JsonNode> here = new ArrayDeque<>();
        private @Nullable String next;

        Items(String path) {
            next = path;
        }

        @Override
        public boolean hasNext() {
            while (here.isEmpty() && next != null) {
                JsonNode page = get(next);
                page.path("items").forEach(here::add);
                String following = page.path("next").asString(null);
                // The hub names itself as the world knows it; we go on the way we came.
                next = following == null ? null : pathOf(URI.create(following));
            }
            return !here.isEmpty();
        }

        @Override
        public JsonNode next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return here.remove();
        }

        private static String pathOf(URI address) {
            return address.getRawPath() + "?" + address.getRawQuery();
        }
    }
}
