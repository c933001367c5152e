package io.tenantry.selfservice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people may do for themselves.
 *
 * @param passwordResets whether people can have themselves mailed a link to choose a new password
 * @param resetLinks how long such a link works
 * @param resetsPerHour how many of them one account is mailed within an hour
 * @param triesPerMinute how often the pages and operations for people who have not signed in answer one address
 */
@ConfigurationProperties("tenantry.self-service")
public record SelfServiceSettings(
        @DefaultValue("true") boolean passwordResets,
        @DefaultValue("1h") Duration resetLinks,
        @DefaultValue("3") int resetsPerHour,
        @DefaultValue("20") int triesPerMinute) {
    public SelfServiceSettings {
        if (resetLinks.isNegative() || resetLinks.isZero() || resetsPerHour < 1 || triesPerMinute < 1) {
            throw new IllegalArgumentException("tenantry.self-service: reset-links is a time, and resets-per-hour and"
                    + " tries-per-minute are at least 1");
        }
    }
}
