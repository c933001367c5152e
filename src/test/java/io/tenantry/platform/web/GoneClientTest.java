package io.tenantry.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** People close browsers and programs are killed; that is nobody's failure. */
class GoneClientTest extends HubTest {
    /** Enough that nobody's answer fits into what the network holds for a slow reader. */
    private static final int PEOPLE = 500;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger failures = (Logger) LoggerFactory.getLogger(Failures.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        failures.setLevel(Level.DEBUG);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        failures.setLevel(null);
    }

    /** An answer that is written as it is read, and one that a library writes and wraps what goes wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"/users/export?format=json", "/users?limit=500"})
    void aClientThatGoesAwayIsOneQuietLine(String list) throws IOException {
        OrganizationId customer = Estate.organization(TestOrganizations.root(), "Left");
        Estate.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name, street_address)
                SELECT ?, id, id, id || '@example.com', 'Somebody', repeat('A very long street. ', 1000)
                FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, ?)) ids
                """, customer.value(), PEOPLE);

        leaveEarly("/api/v1/organizations/" + customer + list, administrator(customer));

        awaitQuietLine();
    }

    @Test
    void aWatcherWhoGoesAwayIsOneQuietLineToo() throws IOException {
        OrganizationId customer = Estate.organization(TestOrganizations.root(), "Left");
        String token = administrator(customer);

        leaveEarly("/api/v1/organizations/" + customer + "/events/stream", token);
        // The hub sees that he has gone when it has something to tell him.
        String ada = "/api/v1/organizations/" + customer + "/users/" + Estate.user(customer, "Ada");
        assertThat(new Client(hubUrl())
                        .send("PATCH", ada, token, "{\"jobTitle\": \"Countess\"}")
                        .status())
                .isEqualTo(200);

        awaitQuietLine();
    }

    private String administrator(OrganizationId customer) {
        UUID account = Estate.serviceAccount(customer, null);
        Estate.assign(customer, account, "service account", BuiltInRole.ADMINISTRATORS, customer);
        return new Client(hubUrl()).tokenOf(account);
    }

    private void awaitQuietLine() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(said(Level.DEBUG))
                        .anySatisfy(line -> assertThat(line).contains("the client has gone")));
        assertThat(said(Level.WARN)).isEmpty();
    }

    /** Asks, reads a little, and hangs up in the rudest way there is. */
    private void leaveEarly(String path, String token) throws IOException {
        URI hub = URI.create(hubUrl());
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(hub.getHost(), hub.getPort()));
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + token
                                    + "\r\nAccept: */*, text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(200)).isNotEmpty();
            socket.setSoLinger(true, 0);
        }
    }

    /** What the failures of requests were told with, at this level or a more urgent one. */
    private List<String> said(Level least) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(least))
                .filter(event -> event.getLoggerName().startsWith("io.tenantry.platform.web")
                        || event.getLoggerName().startsWith("org.springframework.web")
                        || event.getLoggerName().startsWith("org.apache.catalina"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
