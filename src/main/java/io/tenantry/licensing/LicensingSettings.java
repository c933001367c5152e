package io.tenantry.licensing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the use of licences is judged.
 *
 * @param activeDays whoever signed in to the hub once, and not within so many days, does not use what he holds
 */
@ConfigurationProperties("tenantry.licensing")
public record LicensingSettings(@DefaultValue("90") int activeDays) {
    public LicensingSettings {
        if (activeDays < 1) {
            throw new IllegalArgumentException("tenantry.licensing.active-days is at least 1");
        }
    }
}
