package io.tenantry.platform.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The past of the directory.
 *
 * @param kept for how long versions of things are kept after they ended; the audit trail is kept whatever this says
 */
@ConfigurationProperties("tenantry.history")
public record HistorySettings(@DefaultValue("800d") Duration kept) {
    public HistorySettings {
        if (!kept.isPositive()) {
            throw new IllegalArgumentException("tenantry.history.kept is positive");
        }
    }
}
