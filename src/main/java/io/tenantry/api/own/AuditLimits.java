package io.tenantry.api.own;

import io.tenantry.platform.web.RouteLimits;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Lets the proof of a long audit trail take its time. */
@Configuration(proxyBeanMethods = false)
class AuditLimits {
    @Bean
    RouteLimits auditVerificationLimits() {
        return new RouteLimits(
                Paths.ORGANIZATION + "/audit/verification", DataSize.ofKilobytes(1), Duration.ofMinutes(30));
    }
}
