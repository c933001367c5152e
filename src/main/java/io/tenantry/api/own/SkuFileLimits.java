package io.tenantry.api.own;

import io.tenantry.platform.web.RouteLimits;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Microsoft's list of product names is longer than other bodies. */
@Configuration(proxyBeanMethods = false)
class SkuFileLimits {
    @Bean
    RouteLimits skuImportLimits() {
        return new RouteLimits(SkusEndpoint.IMPORT, DataSize.ofMegabytes(16), Duration.ofMinutes(5));
    }
}
