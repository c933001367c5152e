package io.tenantry.upkeep;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * Gives memory back when the hub has nothing to do. After an import or a night's counting most of what the Java machine took from the
 * system is garbage, and it does not look for garbage by itself before it needs room.
 */
@Component
public class QuietMemory {
    /** Less garbage than this is not worth a pause of a tenth of a second. */
    private static final long WORTHWHILE = 24L << 20;
    /** Of ten seconds, how many nanoseconds of computing count as nothing to do. */
    private static final long QUIET = 1_000_000_000L;

    private final LongSupplier computed;
    private final LongSupplier garbage;
    private final Runnable collector;
    private long before = Long.MAX_VALUE;

    QuietMemory() {
        this(QuietMemory::processorNanos, QuietMemory::oldGarbage, System::gc);
    }

    /**
     * @param computed nanoseconds that the process has computed so far
     * @param garbage at most so many bytes are garbage among the old objects
     */
    QuietMemory(LongSupplier computed, LongSupplier garbage, Runnable collector) {
        this.computed = computed;
        this.garbage = garbage;
        this.collector = collector;
    }

    /** To be called every ten seconds. Collects garbage where there was next to nothing to do since the last call. */
    public void look() {
        long now = computed.getAsLong();
        boolean quiet = now >= before && now - before < QUIET;
        if (quiet && garbage.getAsLong() >= WORTHWHILE) {
            collector.run();
            now = computed.getAsLong();
        }
        before = now;
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** What came into the old generation since garbage was last looked for there. */
    private static long oldGarbage() {
        long sum = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage left = pool.getCollectionUsage();
            if (pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported() && left != null) {
                sum += pool.getUsage().getUsed() - left.getUsed();
            }
        }
        return sum;
    }
}
