package io.tenantry;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A whole hub on a real port and a real database. All tests that extend this share the one hub of the run, so each works in
 * organizations of its own.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tenantry.data-directory=target/test-hub",
            "tenantry.first-start.administrator=admin@operator.example",
            "tenantry.federation.networks=127.0.0.1,::1",
            "tenantry.microsoft.hosts=127.0.0.1",
            "tenantry.provisioning.networks=127.0.0.1,::1",
            "tenantry.events.networks=127.0.0.1,::1",
            "tenantry.usage.networks=127.0.0.1,::1",
            // All tests come from one address.
            "tenantry.self-service.tries-per-minute=10000",
            "tenantry.invitations.tries-per-minute=10000"
        })
@Import(OnTheTestServer.class)
public abstract class HubTest {
    /** Where the hub's mail arrives. */
    protected static final PostOffice POST = PostOffice.open();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void sendMailToUs(DynamicPropertyRegistry properties) {
        properties.add("tenantry.mail.host", () -> "127.0.0.1");
        properties.add("tenantry.mail.port", POST::port);
        properties.add("tenantry.mail.tls", () -> "none");
    }

    /** Where the hub answers, without a slash at the end. */
    protected final String hubUrl() {
        return "http://127.0.0.1:" + port;
    }
}
