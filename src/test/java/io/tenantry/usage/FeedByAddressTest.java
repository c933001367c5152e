package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Feeds that the hub fetches itself. */
class FeedByAddressTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();

    @Autowired
    private DiscoverySources sources;

    @Autowired
    private DiscoveryIntake intake;

    private OrganizationId home = new OrganizationId(new UUID(0, 0));
    private @Nullable HttpServer server;
    private volatile int status = 200;
    private volatile String file = "";

    @BeforeEach
    void serve() throws IOException {
        home = Estate.organization(TestOrganizations.root(), "Noon " + UUID.randomUUID());
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/people.csv", exchange -> {
            byte[] body = file.getBytes(StandardCharsets.UTF_8);
            if (status >= 300 && status < 400) {
                exchange.getResponseHeaders().set("Location", "/people.csv");
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        started.start();
        server = started;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + (server == null ? 0 : server.getAddress().getPort()) + "/people.csv";
    }

    private DiscoverySource source(String url) {
        return sources.create(
                OPERATOR,
                home,
                SourceKind.FEED,
                new DiscoverySource.Settings("HR", DiscoveryType.MANUAL, 100, true, 60, Map.of(), url, null));
    }

    @Test
    void isFetchedWhenItsTimeHasComeAndForgetsWhoIsGone() {
        file = "application,email\nZoom,ada@noon.example\nZoom,ben@noon.example\n";
        DiscoverySource source = source(address());
        intake.readDue();
        assertThat(sources.get(OPERATOR, home, source.id()).accounts()).isEqualTo(2);
        file = "[{\"application\": \"Zoom\", \"email\": \"ada@noon.example\"}]";
        DiscoveryRun run = sources.read(OPERATOR, home, source.id());
        assertThat(run.counts().gone()).isEqualTo(1);
        assertThat(sources.get(OPERATOR, home, source.id()).settings().url()).isEqualTo(address());
    }

    @Test
    void aFileThatDoesNotComeLeavesEverythingAsItWasAndTheRunSaysWhy() {
        file = "application,email\nZoom,ada@noon.example\n";
        DiscoverySource source = source(address());
        sources.read(OPERATOR, home, source.id());
        for (int bad : new int[] {500, 302, 404}) {
            status = bad;
            DiscoveryRun run = sources.read(OPERATOR, home, source.id());
            assertThat(run.state()).isEqualTo(DiscoveryRun.State.FAILED);
            assertThat(run.problem()).contains(String.valueOf(bad));
        }
        status = 200;
        file = "[{";
        assertThat(sources.read(OPERATOR, home, source.id()).problem()).contains("JSON");
        assertThat(sources.get(OPERATOR, home, source.id()).accounts()).isEqualTo(1);
    }

    @Test
    void onlyAddressesOfTheInternetAndThoseTheOperatorNamedAreFetched() {
        for (String inside :
                new String[] {"https://10.1.2.3/x.csv", "https://169.254.169.254/latest", "http://[::ffff:10.1.2.3]/"
                }) {
            assertThatThrownBy(() -> source(inside))
                    .as(inside)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_PERMITTED));
        }
        assertThatThrownBy(() -> source("ftp://noon.example/x.csv"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED));
        assertThatThrownBy(() -> sources.create(
                        OPERATOR,
                        home,
                        SourceKind.HUB,
                        new DiscoverySource.Settings(
                                "Hub", DiscoveryType.MANUAL, 100, true, 60, Map.of(), address(), null)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void theAddressIsKeptEncrypted() {
        DiscoverySource source = source(address() + "?key=secret");
        int hidden = Estate.run(
                "UPDATE discovery_sources SET priority = priority WHERE id = ? AND url NOT LIKE '%secret%'",
                source.id());
        assertThat(hidden).isEqualTo(1);
        assertThat(sources.get(OPERATOR, home, source.id()).settings().url()).endsWith("secret");
    }
}
