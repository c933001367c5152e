package io.tenantry.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many calls the throttled dialects take.
 *
 * @param callsPerMinute calls of one connection in 60 seconds, unless its service account says otherwise; 0 for no limit
 */
@ConfigurationProperties("tenantry.throttle")
public record ThrottleSettings(@DefaultValue("100") int callsPerMinute) {
    public ThrottleSettings {
        if (callsPerMinute < 0) {
            throw new IllegalArgumentException("tenantry.throttle.calls-per-minute is 0 (no limit) or more");
        }
    }
}
