package io.tenantry.platform.postgres.internal;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the server is tuned: for a small machine that it shares with the hub, many short queries, and no lost commit.
 * Nothing here relaxes durability; fsync, full_page_writes and synchronous_commit keep their safe defaults.
 */
final class ServerSettings {
    private static final long MEGABYTE = 1 << 20;

    private ServerSettings() {}

    static List<String> arguments(Binaries binaries, int port) {
        List<String> arguments = new ArrayList<>();
        settings(binaries, port).forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return arguments;
    }

    private static Map<String, String> settings(Binaries binaries, int port) {
        long memory = memoryInMegabytes();
        int cores = Runtime.getRuntime().availableProcessors();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        // A socket's path must be shorter than 107 bytes, which a data directory cannot promise. We do not need one.
        settings.put("unix_socket_directories", "");
        settings.put("ssl", "off");
        settings.put("max_connections", "60");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");

        settings.put("shared_buffers", Math.clamp(memory / 8, 32, 256) + "MB");
        settings.put("effective_cache_size", Math.clamp(memory / 3, 128, 4096) + "MB");
        settings.put("work_mem", "16MB");
        settings.put("maintenance_work_mem", Math.clamp(memory / 16, 32, 256) + "MB");
        // Every query compiled to machine code, or split over cores that serve other requests, would only be slower.
        settings.put("jit", "off");
        settings.put("max_parallel_workers_per_gather", cores <= 2 ? "0" : "2");
        settings.put("random_page_cost", "1.1");

        settings.put("wal_compression", "on");
        settings.put("max_wal_size", "2GB");
        settings.put("checkpoint_timeout", "15min");
        // Lists are counted and paged all day, so the statistics and the visibility map must stay fresh.
        settings.put("autovacuum_vacuum_scale_factor", "0.05");
        settings.put("autovacuum_analyze_scale_factor", "0.03");
        settings.put("autovacuum_vacuum_insert_scale_factor", "0.05");
        settings.put("log_checkpoints", "off");
        if (binaries.has("pg_stat_statements")) {
            settings.put("shared_preload_libraries", "pg_stat_statements");
        }
        return settings;
    }

    private static long memoryInMegabytes() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return machine.getTotalMemorySize() / MEGABYTE;
    }
}
