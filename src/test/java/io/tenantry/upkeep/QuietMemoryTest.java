package io.tenantry.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuietMemoryTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong computed = new AtomicLong();
    private final AtomicLong garbage = new AtomicLong(100L << 20);
    private final AtomicInteger collected = new AtomicInteger();
    private final QuietMemory memory = new QuietMemory(computed::get, garbage::get, collected::incrementAndGet);

    @Test
    void garbageIsCollectedOnceThereIsNothingToDo() {
        memory.look();
        computed.addAndGet(8 * SECOND);
        memory.look();
        assertThat(collected).hasValue(0);

        computed.addAndGet(SECOND / 2);
        memory.look();

        assertThat(collected).hasValue(1);
    }

    @Test
    void littleGarbageIsLeft() {
        garbage.set(5L << 20);

        memory.look();
        memory.look();

        assertThat(collected).hasValue(0);
    }
}
