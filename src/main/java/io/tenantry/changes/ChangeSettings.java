package io.tenantry.changes;

import io.tenantry.kernel.Refusal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long plans are good for, and how they are applied.
 *
 * @param goodFor how long after it was made a plan may be approved and applied
 * @param kept how long plans and what became of them are kept, which is also how long a change can be undone
 * @param targetsMax the most things one plan changes
 * @param atOnce how many changes one node applies side by side
 * @param chunk how many things are changed in one transaction
 * @param waitForProvider how long a provider that asks for time or does not answer is waited for, before a change pauses
 */
@ConfigurationProperties("tenantry.changes")
public record ChangeSettings(
        @DefaultValue("7d") Duration goodFor,
        @DefaultValue("90d") Duration kept,
        @DefaultValue("1000000") long targetsMax,
        @DefaultValue("2") int atOnce,
        @DefaultValue("1000") int chunk,
        @DefaultValue("15m") Duration waitForProvider) {
    public ChangeSettings {
        Refusal.unless(
                goodFor.isPositive() && kept.compareTo(goodFor) >= 0,
                Refusal.Reason.MALFORMED,
                "tenantry.changes.kept is at least as long as tenantry.changes.good-for");
        Refusal.unless(
                targetsMax >= 1 && atOnce >= 1 && chunk >= 1,
                Refusal.Reason.MALFORMED,
                "tenantry.changes.targets-max, at-once and chunk are at least 1");
    }
}
