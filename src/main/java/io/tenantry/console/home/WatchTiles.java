package io.tenantry.console.home;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.console.Tile;
import io.tenantry.console.internal.WatchRows;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What needs an eye: readings that fail, and what was done lately. */
final class WatchTiles {
    private static final int ROWS = 6;

    private WatchTiles() {}

    /** Directories and mirrors whose latest reading failed; not there while all goes well. */
    @Component
    record FailingTile(WatchRows rows) implements Tile {
        @Override
        public int position() {
            return 5;
        }

        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.ORGANIZATION_READ_BASIC);
        }

        @Override
        public @Nullable Shown show(Caller caller) {
            List<WatchRows.Failing> failing = rows.failing(caller, ROWS);
            return failing.isEmpty()
                    ? null
                    : new Shown(
                            "Readings that failed",
                            "console/home/tiles :: failing",
                            Map.of("failing", failing),
                            null,
                            true);
        }
    }

    /** The latest changes. */
    @Component
    record RecentTile(WatchRows rows, InstantSource clock) implements Tile {
        @Override
        public int position() {
            return 70;
        }

        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.AUDIT_READ);
        }

        @Override
        public @Nullable Shown show(Caller caller) {
            List<WatchRows.Recent> recent = rows.recent(caller, ROWS);
            return recent.isEmpty()
                    ? null
                    : new Shown(
                            "Recent changes",
                            "console/home/tiles :: recent",
                            Map.of("recent", recent, "now", clock.instant()),
                            "/console/audit",
                            false);
        }
    }
}
