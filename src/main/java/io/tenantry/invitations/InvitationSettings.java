package io.tenantry.invitations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are invited.
 *
 * @param lifetime how long a link works; sending it again begins anew
 * @param triesPerMinute how often the pages and operations that take invitations up answer one address
 */
@ConfigurationProperties("tenantry.invitations")
public record InvitationSettings(
        @DefaultValue("7d") Duration lifetime,
        @DefaultValue("30") int triesPerMinute) {
    public InvitationSettings {
        if (lifetime.isNegative() || lifetime.isZero() || triesPerMinute < 1) {
            throw new IllegalArgumentException(
                    "tenantry.invitations: lifetime is a time, and tries-per-minute at least 1");
        }
    }
}
