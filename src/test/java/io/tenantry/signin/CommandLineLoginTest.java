package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tenantry login --user}: the command line and the browser, hand in hand. */
class CommandLineLoginTest extends SignInTest {
    private static final String CREDENTIALS = "tenantry.credentials";

    @TempDir
    private Path home;

    @BeforeEach
    void keepCredentialsHere() {
        System.setProperty(CREDENTIALS, home.resolve("credentials.json").toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(CREDENTIALS);
    }

    @Test
    void signsAPersonInThroughTheBrowserAndRefreshesByItself() throws Exception {
        String redirect = freeAddress();
        FirstAddress printed = new FirstAddress();
        CompletableFuture<Integer> login = CompletableFuture.supplyAsync(() -> Main.commandLine()
                .setOut(new PrintWriter(printed, true))
                .execute(
                        "login",
                        "--user",
                        "--url",
                        hubUrl(),
                        "--client-id",
                        application(redirect),
                        "--redirect",
                        redirect));

        Client.Answer back = signedIn().open(printed.address.get(60, TimeUnit.SECONDS));
        String location = Objects.requireNonNull(back.header("Location"));
        assertThat(location).startsWith(redirect + "?code=");
        goBack(location);

        assertThat(login.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(run("orgs", "list", "-o", "csv")).contains("People");

        Path file = home.resolve("credentials.json");
        String stored = Files.readString(file);
        assertThat(stored).doesNotContain(PASSWORD);
        Files.writeString(
                file, stored.replaceAll("\"expiresAt\" : \"[^\"]*\"", "\"expiresAt\" : \"2020-01-01T00:00:00Z\""));
        assertThat(run("orgs", "list", "-o", "csv")).contains("People");
        assertThat(Files.readString(file)).doesNotContain("2020-01-01").isNotEqualTo(stored);
    }

    /** As the browser does: to the command that waits for it, which is no hub and listens for nothing else. */
    private static void goBack(String location) throws Exception {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            browser.send(HttpRequest.newBuilder(URI.create(location)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private String application(String redirect) {
        Client.Answer answer = client.send(
                "POST", "/api/v1/organizations/" + organization + "/sign-in-clients", operator, """
                {"displayName": "Command line", "isPublic": true, "redirectUris": ["%s"], "logoutUris": []}
                """.formatted(
                                redirect));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("clientId").asString();
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine()
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(exitCode).as(err.toString()).isZero();
        return out.toString();
    }

    private static String freeAddress() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return "http://127.0.0.1:" + probe.getLocalPort() + "/cb";
        }
    }

    /** Waits for the address that the command prints. */
    private static final class FirstAddress extends Writer {
        final CompletableFuture<String> address = new CompletableFuture<>();
        private final StringBuilder all = new StringBuilder();

        @Override
        public synchronized void write(char[] characters, int offset, int length) {
            all.append(characters, offset, length);
            int start = all.indexOf("http");
            int end = start < 0 ? -1 : all.indexOf("\n", start);
            if (end > 0) {
                address.complete(all.substring(start, end).strip());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
