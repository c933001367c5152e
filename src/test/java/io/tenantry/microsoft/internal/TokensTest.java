package io.tenantry.microsoft.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.microsoft.ConnectionSettings;
import io.tenantry.microsoft.Credential;
import io.tenantry.microsoft.MicrosoftSettings;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens by certificate: what goes over the wire proves the key, and is asked for once only. */
class TokensTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder = Path.of("");

    private final List<String> asked = new ArrayList<>();

    private KeyStore made() throws Exception {
        Path file = folder.resolve("hub.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hub",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=hub",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static String pem(String name, byte[] bytes) {
        return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + name
                + "-----\n";
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] token = ("{\"token_type\": \"Bearer\", \"expires_in\": 3600, \"access_token\": \"granted" + asked.size()
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, token.length);
        exchange.getResponseBody().write(token);
        exchange.close();
    }

    private static String member(String form, String name) {
        for (String pair : form.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError(name + " is not in " + form);
    }

    @Test
    void aCertificateSignsWhatIsAskedFor() throws Exception {
        KeyStore store = made();
        HttpServer microsoft = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        microsoft.createContext("/", this::answer);
        microsoft.start();
        try {
            String url = "http://127.0.0.1:" + microsoft.getAddress().getPort();
            String text = pem("CERTIFICATE", store.getCertificate("hub").getEncoded())
                    + pem("PRIVATE KEY", store.getKey("hub", PASSWORD).getEncoded());
            Duration second = Duration.ofSeconds(5);
            Tokens tokens = new Tokens(
                    new Outgoing(new MicrosoftSettings(
                            url, url, url, url, List.of(), second, second, 4, 999, second, second)),
                    InstantSource.system());
            ConnectionSettings settings =
                    new ConnectionSettings(UUID.randomUUID(), UUID.randomUUID().toString(), url, url, url, url, 0);
            Tenant tenant = new Tenant(
                    new OrganizationId(Ids.next()), settings, new Credential(Credential.Kind.CERTIFICATE, text), 1);

            assertThat(tokens.bearer(tenant, Service.GRAPH, false)).isEqualTo("granted1");
            assertThat(tokens.bearer(tenant, Service.GRAPH, false)).isEqualTo("granted1");
            assertThat(tokens.bearer(tenant, Service.GRAPH, true)).isEqualTo("granted2");
            assertThat(asked).hasSize(2);
            SignedJWT proof = SignedJWT.parse(member(asked.getFirst(), "client_assertion"));
            assertThat(proof.verify(new RSASSAVerifier(
                            (RSAPublicKey) store.getCertificate("hub").getPublicKey())))
                    .isTrue();
            assertThat(proof.getJWTClaimsSet().getIssuer()).isEqualTo(settings.clientId());
            assertThat(member(asked.getFirst(), "scope")).contains("/.default");
            assertThat(tenant.credential().toString()).doesNotContain("PRIVATE");
            tokens.destroy();
        } finally {
            microsoft.stop(0);
        }
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        assertThatThrownBy(() -> new Credential(Credential.Kind.CERTIFICATE, "-----BEGIN CERTIFICATE-----\nx"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("PEM");
    }
}
