package io.tenantry;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/**
 * A whole hub on a real port and a real database. All tests that extend this share the one hub of the run, so each works in
 * organizations of its own.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tenantry.data-directory=target/test-hub", "tenantry.federation.networks=127.0.0.1"})
@Import(OnTheTestServer.class)
public abstract class HubTest {
    @LocalServerPort
    private int port;

    /** Where the hub answers, without a slash at the end. */
    protected final String hubUrl() {
        return "http://127.0.0.1:" + port;
    }
}
