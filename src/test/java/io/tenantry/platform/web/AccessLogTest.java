package io.tenantry.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.HubTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** Where the log of all requests lies. */
class AccessLogTest extends HubTest {
    @Test
    void nobodyButTheHubReadsIt() throws IOException {
        Path folder = Path.of("target/test-hub/access-log");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }
}
