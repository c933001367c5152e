package io.tenantry.automation;

import io.tenantry.kernel.Refusal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a node works on command jobs.
 *
 * @param threads how many organizations' lanes a node works on at once; 0 for a node that takes jobs and does none
 * @param lanesPerOrganization how many jobs of one organization run at once, over all nodes
 * @param turn how long a lane may keep a thread while others wait
 * @param heartbeat how often a node says that it lives; one that is silent four times is taken for dead
 * @param poll how often a node looks for work that others left
 * @param attempts how often a step is tried while its provider is busy or away
 * @param node what this node is called among those that share the work; no two are called the same, and without a name it makes one up
 */
@ConfigurationProperties("tenantry.automation")
public record AutomationSettings(
        @DefaultValue("4") int threads,
        @DefaultValue("2") int lanesPerOrganization,
        @DefaultValue("500ms") Duration turn,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("100ms") Duration poll,
        @DefaultValue("6") int attempts,
        @DefaultValue("") String node) {
    public AutomationSettings {
        unless(threads >= 0, "tenantry.automation.threads is 0 or more");
        unless(lanesPerOrganization >= 1, "tenantry.automation.lanes-per-organization is at least 1");
        unless(
                turn.isPositive() && heartbeat.isPositive() && poll.isPositive(),
                "The times of tenantry.automation are positive");
        unless(attempts >= 1, "tenantry.automation.attempts is at least 1");
    }

    private static void unless(boolean condition, String message) {
        Refusal.unless(condition, Refusal.Reason.MALFORMED, message);
    }
}
