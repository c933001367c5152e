package io.tenantry.provisioning;

import io.tenantry.platform.outbound.Outbound;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How other systems are asked and told over SCIM.
 *
 * @param networks addresses and networks that are not public, such as 10.1.0.0/16, in which they may lie; those may also be asked
 *     without TLS
 * @param connectTimeout how long a connection may take
 * @param answerTimeout how long one answer may take
 * @param patience for how long one call is tried again while the other system is busy
 * @param atOnce to how many systems one node provisions at the same time
 * @param targets how many targets an organization may have
 */
@ConfigurationProperties("tenantry.provisioning")
public record ProvisioningSettings(
        @DefaultValue List<String> networks,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue("2m") Duration patience,
        @DefaultValue("4") int atOnce,
        @DefaultValue("50") int targets) {
    public ProvisioningSettings {
        networks = List.copyOf(networks);
        if (atOnce < 1 || targets < 0) {
            throw new IllegalArgumentException(
                    "tenantry.provisioning.at-once is at least 1, and tenantry.provisioning.targets at least 0");
        }
    }

    /** Which hosts may be asked. */
    public Outbound outbound() {
        return new Outbound(networks, "tenantry.provisioning.networks");
    }
}
