package io.tenantry.events;

import io.tenantry.platform.outbound.Outbound;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long events are kept and how webhooks are called.
 *
 * @param kept how long events can be read and sent again
 * @param networks addresses and networks that are not public, such as 10.1.0.0/16, in which receivers may lie; those may also be
 *     called without TLS
 * @param patience for how long a delivery is tried
 * @param disableAfter how long a receiver may fail without a break before its webhook is disabled
 * @param connectTimeout how long a connection may take
 * @param answerTimeout how long a receiver may take to answer, from the first byte sent to the last one read
 * @param atOnce how many deliveries one node has on their way to one receiver at the same time
 * @param webhooks how many webhooks an organization may have
 */
@ConfigurationProperties("tenantry.events")
public record EventSettings(
        @DefaultValue("30d") Duration kept,
        @DefaultValue List<String> networks,
        @DefaultValue("3d") Duration patience,
        @DefaultValue("5d") Duration disableAfter,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration answerTimeout,
        @DefaultValue("16") int atOnce,
        @DefaultValue("100") int webhooks) {
    public EventSettings {
        networks = List.copyOf(networks);
        if (atOnce < 1 || webhooks < 0) {
            throw new IllegalArgumentException(
                    "tenantry.events.at-once is at least 1, and tenantry.events.webhooks at least 0");
        }
        if (kept.compareTo(patience) < 0) {
            throw new IllegalArgumentException("tenantry.events.kept is at least tenantry.events.patience");
        }
    }

    /** Which hosts may be told of events. */
    public Outbound outbound() {
        return new Outbound(networks, "tenantry.events.networks");
    }
}
