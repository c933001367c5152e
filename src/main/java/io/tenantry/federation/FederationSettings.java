package io.tenantry.federation;

import io.tenantry.platform.outbound.Outbound;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator allows organizations to connect to, and how long the hub waits for it.
 *
 * @param networks addresses and networks that are not public, such as 10.1.0.0/16, in which directories and providers may lie.
 *     Without any, only public addresses are connected to, so that nobody who administers one organization can look into the
 *     operator's own network through the hub
 * @param connectTimeout how long a connection may take
 * @param answerTimeout how long one answer may take
 * @param logonsAtOnce how many passwords one node lets directories check at the same time
 */
@ConfigurationProperties("tenantry.federation")
public record FederationSettings(
        @DefaultValue List<String> networks,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("16") int logonsAtOnce) {
    public FederationSettings {
        networks = List.copyOf(networks);
        if (logonsAtOnce < 1) {
            throw new IllegalArgumentException("tenantry.federation.logons-at-once is at least 1");
        }
    }

    /** Which hosts may be connected to. */
    public Outbound outbound() {
        return new Outbound(networks, "tenantry.federation.networks");
    }
}
