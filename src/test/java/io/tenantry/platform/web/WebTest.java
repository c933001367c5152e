package io.tenantry.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = WebServerForTests.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tenantry.web.trusted-proxies=127.0.0.1/32")
class WebTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Test
    void keepsTheCallersCorrelationId() throws Exception {
        HttpResponse<String> answer = send(get("/link").header("X-Correlation-Id", "flow-17 run 3"));
        assertThat(answer.headers().firstValue("X-Correlation-Id")).hasValue("flow-17 run 3");
        assertThat(answer.headers().firstValue("request-id")).hasValue("flow-17 run 3");
    }

    @Test
    void tellsTheLengthOfAShortAnswerInsteadOfSendingItInPieces() throws Exception {
        HttpResponse<String> answer = send(get("/link"));
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(answer.body().length());
        assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
    }

    @Test
    void takesTheIdOfAGraphClientAndSaysItBack() throws Exception {
        HttpResponse<String> answer = send(get("/link").header("client-request-id", "9f3c"));
        assertThat(answer.headers().firstValue("X-Correlation-Id")).hasValue("9f3c");
        assertThat(answer.headers().firstValue("client-request-id")).hasValue("9f3c");
    }

    @Test
    void makesAnIdWhenTheCallersIsTooLongForALogLine() throws Exception {
        HttpResponse<String> answer = send(get("/link").header("X-Correlation-Id", "x".repeat(129)));
        assertThat(answer.headers().firstValue("X-Correlation-Id").orElseThrow())
                .matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/ForUser(targetUserId=ada)",
                "/jobs/ForUser%28targetUserId%3Dada%29",
                "/jobs/ForUser(targetUserId%3dada)",
                "/jobs/%46orUser%28targetUserId=ada)"
            })
    void readsParenthesesAndEqualsSignsEncodedOrNot(String path) throws Exception {
        assertThat(raw("GET " + path)).startsWith("HTTP/1.1 200").contains("\"user\":\"ada\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/members/$ref", "/members/%24ref"})
    void readsTheDollarEncodedOrNot(String path) throws Exception {
        assertThat(raw("GET " + path)).startsWith("HTTP/1.1 200").contains("\"handler\":\"ref\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//link",
                "/members//$ref",
                "/members/./$ref",
                "/members/../link",
                "/members/%2e%2e/link",
                "/members/..",
                "/members%2F$ref",
                "/members%5c$ref",
                "/members;a=b/$ref",
                "/link;jsessionid=1",
                "/members/%0a",
                "/members/%00",
                "/members/%252e"
            })
    void refusesPathsThatAnotherProgramMightReadDifferently(String path) throws Exception {
        assertThat(raw("GET " + path)).startsWith("HTTP/1.1 400").doesNotContain("Tomcat", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shouting/a%2Fb", "/shouting/a%5cb", "/shouting/%zz", "/shouting/a;b", "/shouting/a%00"})
    void refusesSuchPathsInTheWordsOfTheSurfaceThatWasAsked(String path) throws Exception {
        assertThat(raw("GET " + path))
                .startsWith("HTTP/1.1 400")
                .contains("{\"loud\":\"")
                .contains("X-Correlation-Id: ");
    }

    @Test
    void refusesAnAddressThatIsTooLong() throws Exception {
        assertProblem(send(get("/link?x=" + "y".repeat(17_000))), 414, "malformed");
    }

    @Test
    void refusesHeadersThatAreTooLong() throws Exception {
        assertProblem(send(get("/link").header("X-Long", "y".repeat(17_000))), 431, "malformed");
    }

    @Test
    void refusesHeadersThatEvenTomcatRefusesWithoutShowingTomcat() throws Exception {
        String answer = raw("GET /link", "X-Long: " + "y".repeat(60_000));
        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        assertThat(answer).doesNotContain("Tomcat", "\tat ", "<html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /li nk", "GET /li\"nk", "GET /li<>nk", "G@T /link", "GET /%zz"})
    void answersABrokenRequestLineTidily(String line) throws Exception {
        assertThat(raw(line)).startsWith("HTTP/1.1 400").doesNotContain("Tomcat", "\tat ", "<html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE /link", "FETCH /link"})
    void refusesOtherMethods(String line) throws Exception {
        assertThat(raw(line)).startsWith("HTTP/1.1 405").contains("Allow: ").doesNotContain("Tomcat", "<html");
    }

    @Test
    void refusesToTunnel() throws Exception {
        assertThat(raw("CONNECT tenantry.example:443"))
                .startsWith("HTTP/1.1 501")
                .doesNotContain("Tomcat", "<html");
    }

    @Test
    void refusesABodyThatSaysItIsTooLong() throws Exception {
        byte[] body = new byte[1_048_577];
        assertProblem(send(post("/people", BodyPublishers.ofByteArray(body))), 413, "too-large");
    }

    @Test
    void refusesABodyThatTurnsOutTooLong() throws Exception {
        byte[] body = ("{\"name\": \"" + " ".repeat(1_048_576) + "\"}").getBytes(StandardCharsets.US_ASCII);
        HttpRequest.BodyPublisher unannounced = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        assertProblem(send(post("/people", unannounced)), 413, "too-large");
    }

    @Test
    void letsARouteTakeMore() throws Exception {
        byte[] body = new byte[2_000_000];
        HttpResponse<String> answer = send(post("/uploads/photo", BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"length\":2000000}");
    }

    @Test
    void stopsARequestThatTakesTooLong() throws Exception {
        HttpResponse<String> answer = send(get("/slow"));
        assertProblem(answer, 503, "busy");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void stopsABodyThatDripsIn() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/people");
        request.setContent(new byte[100]);
        try (Deadlines deadlines = new Deadlines();
                Deadlines.Running running = deadlines.begin(request, Duration.ZERO)) {
            InputStream body = new LimitedBody(request, 1_000, running).getInputStream();
            assertThatThrownBy(body::read)
                    .isInstanceOfSatisfying(
                            RequestFailed.class,
                            failed -> assertThat(failed.failure().status()).isEqualTo(408));
        }
    }

    @Test
    void namesTheMethodsThatApply() throws Exception {
        HttpResponse<String> answer = send(request("/people").DELETE());
        assertProblem(answer, 405, "malformed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void namesTheMediaTypesItReads() throws Exception {
        HttpResponse<String> answer =
                send(request("/people").header("Content-Type", "text/xml").POST(BodyPublishers.ofString("<a/>")));
        assertProblem(answer, 415, "malformed");
        assertThat(answer.headers().firstValue("Accept")).hasValue("application/json");
    }

    @Test
    void saysWhenItCannotAnswerInTheMediaTypeAskedFor() throws Exception {
        assertProblem(send(get("/link").header("Accept", "text/xml")), 406, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "a/b/c", "text/html;q=x"})
    void saysThatAnAcceptHeaderNamesNoMediaTypes(String accept) throws Exception {
        JsonNode problem = assertProblem(send(get("/link").header("Accept", accept)), 406, "malformed");
        assertThat(problem.get("detail").asString()).isEqualTo("The header 'Accept' names no media types");
    }

    @Test
    void acceptsTheMediaTypesThatODataClientsSend() throws Exception {
        HttpResponse<String> answer = send(request("/people")
                .header("Content-Type", "application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8")
                .header("Accept", "application/json;odata.metadata=full;IEEE754Compatible=false")
                .POST(BodyPublishers.ofString("{\"age\": 36}")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhenThereIsNothing() throws Exception {
        assertProblem(send(get("/nowhere")), 404, "not-found");
        assertProblem(send(get("/error")), 404, "not-found");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> answer = send(request("/nowhere").method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0))
                .isPositive();
    }

    @Test
    void tellsNothingOfItsOwnMistakes() throws Exception {
        HttpResponse<String> answer = send(get("/broken").header("X-Correlation-Id", "case-4"));
        JsonNode problem = assertProblem(answer, 500, "internal-error");
        assertThat(problem.get("correlationId").asString()).isEqualTo("case-4");
        assertThat(answer.body()).doesNotContain("secret", "IllegalState");
        assertProblem(send(get("/endless")), 500, "internal-error");
    }

    @Test
    void namesAParameterOfTheWrongForm() throws Exception {
        assertThat(assertProblem(send(get("/number?size=ten")), 400, "malformed")
                        .get("target")
                        .asString())
                .isEqualTo("size");
        assertThat(assertProblem(send(get("/number")), 400, "malformed")
                        .get("target")
                        .asString())
                .isEqualTo("size");
    }

    @Test
    void refusesAQueryThatIsWronglyEncoded() throws Exception {
        assertThat(raw("GET /number?size=%zz")).startsWith("HTTP/1.1 400");
    }

    @Test
    void namesAnUnknownMemberAndItsLine() throws Exception {
        JsonNode problem = refusedPerson("{\n\"age\": 1,\n\"shoeSize\": 40}");
        assertThat(problem.get("target").asString()).isEqualTo("shoeSize");
        assertThat(problem.get("detail").asString()).isEqualTo("There is no member 'shoeSize' (line 3)");
    }

    @Test
    void namesTheMemberWhoseTypeIsWrong() throws Exception {
        assertThat(refusedPerson("{\"profile\": {\"force\": \"yes\"}}")
                        .get("target")
                        .asString())
                .isEqualTo("profile.force");
        assertThat(refusedPerson("{\"name\": 5}").get("target").asString()).isEqualTo("name");
        assertThat(refusedPerson("{\"age\": \"5\"}").get("target").asString()).isEqualTo("age");
        assertThat(refusedPerson("{\"age\": 5.5}").get("target").asString()).isEqualTo("age");
        assertThat(refusedPerson("{\"tags\": [\"a\", true]}").get("target").asString())
                .isEqualTo("tags[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"age\": 1}}",
                "{\"age\": 1} {}",
                "{\"age\": 1, \"age\": 2}",
                "[]",
                "null",
                "{'age': 1}"
            })
    void refusesWhatIsNoObjectOfOurs(String body) throws Exception {
        refusedPerson(body);
    }

    @Test
    void refusesABodyNestedTooDeeply() throws Exception {
        HttpResponse<String> answer = send(post("/anything", BodyPublishers.ofString("[".repeat(100_000))));
        assertThat(assertProblem(answer, 400, "malformed").get("detail").asString())
                .contains("nested");
    }

    @Test
    void leavesTheWordsToTheSurface() throws Exception {
        HttpResponse<String> answer = send(get("/shouting/nothing"));
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).isEqualTo("{\"loud\":\"THERE IS NOTHING AT THIS PATH\"}");
    }

    @Test
    void protectsBrowsers() throws Exception {
        for (HttpResponse<String> answer : List.of(send(get("/link")), send(get("/nowhere")))) {
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void linksToWhereTheTrustedProxySaysTheClientIs() throws Exception {
        HttpResponse<String> answer = send(get("/link")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example, hub.contoso.example"));
        assertThat(answer.body()).isEqualTo("{\"link\":\"https://hub.contoso.example/next?page=2\"}");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(send(get("/link")).body()).isEqualTo("{\"link\":\"http://127.0.0.1:" + port + "/next?page=2\"}");
    }

    private JsonNode refusedPerson(String body) throws Exception {
        HttpResponse<String> answer = send(post("/people", BodyPublishers.ofString(body)));
        return assertProblem(answer, 400, "malformed");
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        return problem;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder post(String path, HttpRequest.BodyPublisher body) {
        String type = path.startsWith("/uploads/") ? "application/octet-stream" : "application/json";
        return request(path).header("Content-Type", type).POST(body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends what no well-behaved client would, and reads everything that comes back. */
    private String raw(String methodAndPath, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            String text = methodAndPath + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n" + lines + "\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoTimeout(10_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
