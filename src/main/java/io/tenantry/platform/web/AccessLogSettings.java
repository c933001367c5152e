package io.tenantry.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The log of all requests, in the folder {@code access-log} of the data folder.
 *
 * @param enabled whether it is written
 * @param daysKept files older than so many days are removed
 */
@ConfigurationProperties("tenantry.access-log")
public record AccessLogSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("30") int daysKept) {
    public AccessLogSettings {
        if (daysKept < 1) {
            throw new IllegalArgumentException("tenantry.access-log.days-kept is at least 1");
        }
    }
}
