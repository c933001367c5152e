package io.tenantry.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an application's address cannot be trusted with the answer, the person is told what is wrong. */
class AuthorizationErrorsTest extends SignInTest {
    private static final Application UNKNOWN = new Application("nobody-registered-this", "");

    @ParameterizedTest
    @CsvSource({"text/html", "*/*", "'text/html,application/xhtml+xml,application/json;q=0.5'"})
    void anUnknownApplicationIsAPageThatPeopleUnderstand(String accept) {
        Client.Answer answer = ask(authorize(UNKNOWN, "redirect_uri", REDIRECT), accept);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.raw().body())
                .contains("not registered with this hub (client_id)", "invalid_request", "/signin/signin.css")
                .doesNotContain("nobody-registered-this");
    }

    @Test
    void anAddressThatIsNotRegisteredIsNamedAndNeverVisited() {
        Application application = register(organization, true);
        Client.Answer answer = ask(
                authorize(application, "redirect_uri", "https://evil.example/<script>".replace("<", "%3C")),
                "text/html");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.raw().body()).contains("(redirect_uri)").doesNotContain("evil.example");
    }

    @Test
    void programsGetJson() {
        Client.Answer answer = ask(authorize(UNKNOWN, "redirect_uri", REDIRECT), "application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(text(answer, "error")).isEqualTo("invalid_request");
        assertThat(text(answer, "error_description")).contains("client_id");
    }

    private Client.Answer ask(String path, String accept) {
        return client.send(HttpRequest.newBuilder(URI.create(hubUrl() + path))
                .header("Accept", accept)
                .build());
    }
}
