package io.tenantry.platform.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the hub uses its database.
 *
 * @param connections the most connections that requests hold at once
 * @param waitForConnection how long a request waits for one of them
 * @param statementTimeout how long one statement may take
 * @param waitAtStart how long a hub that starts waits for a database that cannot be reached
 */
@ConfigurationProperties("tenantry.database")
public record DatabaseSettings(
        @DefaultValue("10") int connections,
        @DefaultValue("10s") Duration waitForConnection,
        @DefaultValue("30s") Duration statementTimeout,
        @DefaultValue("30s") Duration waitAtStart) {}
