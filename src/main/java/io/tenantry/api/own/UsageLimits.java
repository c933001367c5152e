package io.tenantry.api.own;

import io.tenantry.platform.web.RouteLimits;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** What sources tell is longer than other bodies, and takes longer to be taken in. */
@Configuration(proxyBeanMethods = false)
class UsageLimits {
    private static final DataSize NO_BODY = DataSize.ofKilobytes(1);
    private static final Duration TIME = Duration.ofMinutes(30);

    @Bean
    RouteLimits usageFeedLimits() {
        return new RouteLimits(UsageSourcesEndpoint.FEED, DataSize.ofMegabytes(256), TIME);
    }

    @Bean
    RouteLimits usagePushLimits() {
        return new RouteLimits(UsageSourcesEndpoint.PUSH, DataSize.ofMegabytes(16), Duration.ofMinutes(5));
    }

    @Bean
    RouteLimits usageReadLimits() {
        return new RouteLimits(UsageSourcesEndpoint.PATH + "/{sourceId}/read", NO_BODY, TIME);
    }

    @Bean
    RouteLimits usageRebuildLimits() {
        return new RouteLimits(Paths.ORGANIZATION + "/usage/kpi/rebuild", NO_BODY, TIME);
    }

    @Bean
    RouteLimits usageRulesLimits() {
        return new RouteLimits(UsageRulesEndpoint.PATH, DataSize.ofMegabytes(1), Duration.ofMinutes(5));
    }

    @Bean
    RouteLimits markerTaskLimits() {
        return new RouteLimits(UsageMarkerTasksEndpoint.PATH, DataSize.ofMegabytes(8), Duration.ofMinutes(3));
    }
}
