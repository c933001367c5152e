package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What counts as being used, and how the figures are kept.
 *
 * @param activeDays within how many days somebody did something who is called active
 * @param tasksKept how long tasks about many people, and what became of them, can be looked at and undone
 * @param settledAtOnce how many accounts or people are worked out in one transaction
 * @param markedAtOnce how many people are marked in one transaction
 * @param networks addresses and networks that are not public, such as 10.1.0.0/16, from which feeds may be fetched; there also
 *     without TLS
 */
@ConfigurationProperties("tenantry.usage")
public record UsageSettings(
        @DefaultValue("30") int activeDays,
        @DefaultValue("30d") Duration tasksKept,
        @DefaultValue("50000") int settledAtOnce,
        @DefaultValue("100000") int markedAtOnce,
        @DefaultValue List<String> networks) {
    public UsageSettings {
        networks = List.copyOf(networks);
        Refusal.unless(
                activeDays >= 1 && activeDays <= 365,
                Refusal.Reason.MALFORMED,
                "tenantry.usage.active-days lies between 1 and 365");
        Refusal.unless(
                settledAtOnce >= 1 && markedAtOnce >= 1 && tasksKept.isPositive(),
                Refusal.Reason.MALFORMED,
                "tenantry.usage.settled-at-once, marked-at-once and tasks-kept are positive");
    }

    /** The moment since which somebody has to have done something to be active now. */
    public Instant activeSince(Instant now) {
        return now.minus(Duration.ofDays(activeDays));
    }
}
