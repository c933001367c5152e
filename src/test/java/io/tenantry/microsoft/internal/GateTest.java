package io.tenantry.microsoft.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tenant that fails, or asks for time, is left alone; one that answers is not. */
class GateTest {
    private static long soon() {
        return System.nanoTime() + Duration.ofSeconds(1).toNanos();
    }

    @Test
    void closesAfterSeveralFailuresInARow() throws InterruptedException {
        Gate gate = new Gate(2);
        for (int i = 0; i < 4; i++) {
            gate.enter(soon());
            gate.failed();
            gate.leave();
        }
        gate.enter(soon());
        gate.answered();
        gate.leave();
        for (int i = 0; i < 5; i++) {
            gate.enter(soon());
            gate.failed();
            gate.leave();
        }
        assertThatThrownBy(() -> gate.enter(soon()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("several times in a row");
    }

    @Test
    void holdsEverybodyBackWhileMicrosoftAsksForTime() throws InterruptedException {
        Gate gate = new Gate(2);
        gate.enter(soon());
        gate.pause(Duration.ofSeconds(20));
        gate.leave();
        assertThatThrownBy(() -> gate.enter(soon())).isInstanceOf(Refusal.class).hasMessageContaining("fewer calls");
    }

    @Test
    void letsNoMoreInThanItHasTurns() throws InterruptedException {
        Gate gate = new Gate(1);
        gate.enter(soon());
        assertThatThrownBy(() -> gate.enter(System.nanoTime()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Too many calls");
        gate.leave();
        gate.enter(soon());
    }
}
