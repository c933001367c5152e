package io.tenantry.api.scim;

import io.tenantry.platform.web.RouteLimits;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Many operations take longer than one. */
@Configuration(proxyBeanMethods = false)
class BulkLimits {
    private static final Duration TIME = Duration.ofMinutes(5);

    @Bean
    RouteLimits scimBulkLimits() {
        return new RouteLimits(ScimPaths.ROOT + BulkEndpoint.PATH, Bulk.BODY_MAX, TIME);
    }

    @Bean
    RouteLimits scimBulkLimitsOfOrganization() {
        return new RouteLimits(ScimPaths.OF_ORGANIZATION + BulkEndpoint.PATH, Bulk.BODY_MAX, TIME);
    }
}
