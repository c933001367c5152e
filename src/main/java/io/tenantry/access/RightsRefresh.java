package io.tenantry.access;

import io.tenantry.access.internal.Standings;
import org.springframework.stereotype.Component;

/**
 * For modules whose changes shift what people may do, such as moving an organization. Every node hears of that within a second;
 * the node that made the change knows it for its very next request.
 */
@Component
public class RightsRefresh {
    private final Standings standings;

    RightsRefresh(Standings standings) {
        this.standings = standings;
    }

    /** To be called after the commit. */
    public void now() {
        standings.forgetAll();
    }
}
