package io.tenantry.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Answers that go the short way are those that Spring would have given. */
@SpringBootTest(classes = WebServerForTests.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class JsonAnswersTest {
    private static final String NEGOTIATED = "text/plain;q=0.1, application/json";
    private static final List<String> CHANGING = List.of("date", "request-id", "x-correlation-id");

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {"/link", "/queued", "/tagged", "/number?size=3", "/members/$ref"})
    void areWhatNegotiationGives(String path) throws Exception {
        HttpResponse<String> negotiated = get(path, "Accept", NEGOTIATED);

        for (String accepted : List.of("*/*", "application/json")) {
            HttpResponse<String> answer = get(path, "Accept", accepted);
            assertThat(answer.statusCode()).isEqualTo(negotiated.statusCode());
            assertThat(answer.body()).isNotEmpty().isEqualTo(negotiated.body());
            assertThat(headers(answer)).isEqualTo(headers(negotiated));
        }
    }

    @Test
    void haveEveryValueOfAHeader() throws Exception {
        HttpResponse<String> answer = get("/queued", "Accept", "application/json");

        assertThat(answer.headers().allValues("Link")).containsExactly("<a>", "<b>");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private");
    }

    @ParameterizedTest
    @CsvSource({"If-None-Match, 7, 304", "If-None-Match, 6, 200"})
    void heedConditions(String condition, String tag, int status) throws Exception {
        assertThat(get("/tagged", condition, '"' + tag + '"').statusCode()).isEqualTo(status);
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        CHANGING.forEach(headers::remove);
        return headers;
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header(header, value)
                        .build(),
                BodyHandlers.ofString());
    }
}
