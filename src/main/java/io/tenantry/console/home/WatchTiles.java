package io.tenantry.console.home;

import io.tenantry.access.Permission;
import io.tenantry.console.ReadTile;
import io.tenantry.console.Tile;
import io.tenantry.console.internal.WatchRows;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What needs an eye: readings that fail, and what was done lately. */
@Configuration(proxyBeanMethods = false)
class WatchTiles {
    private static final int ROWS = 6;

    /** Directories and mirrors whose latest reading failed; not there while all goes well. */
    @Bean
    Tile failingTile(WatchRows rows) {
        return new ReadTile(5, Set.of(Permission.ORGANIZATION_READ_BASIC), caller -> {
            List<WatchRows.Failing> failing = rows.failing(caller, ROWS);
            return failing.isEmpty()
                    ? null
                    : new Tile.Shown(
                            "Readings that failed",
                            "console/home/tiles :: failing",
                            Map.of("failing", failing),
                            null,
                            true);
        });
    }

    /** The latest changes. */
    @Bean
    Tile recentTile(WatchRows rows, InstantSource clock) {
        return new ReadTile(70, Set.of(Permission.AUDIT_READ), caller -> {
            List<WatchRows.Recent> recent = rows.recent(caller, ROWS);
            return recent.isEmpty()
                    ? null
                    : new Tile.Shown(
                            "Recent changes",
                            "console/home/tiles :: recent",
                            Map.of("recent", recent, "now", clock.instant()),
                            "/console/audit",
                            false);
        });
    }
}
