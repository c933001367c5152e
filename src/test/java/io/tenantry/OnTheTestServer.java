package io.tenantry;

import io.tenantry.access.SwitchableAccess;
import io.tenantry.platform.postgres.DatabaseLocation;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Points the hub at the database of the test run. */
@TestConfiguration(proxyBeanMethods = false)
class OnTheTestServer {
    @Bean
    @Primary
    DatabaseLocation testDatabase() {
        return TestPostgres.shared();
    }

    @Bean
    @Primary
    SwitchableAccess switchableAccess() {
        return new SwitchableAccess();
    }
}
