package io.tenantry.platform.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RecurringWorkerTest {
    @Test
    void repeatsItsWorkUntilItIsStoppedAlsoWhenThatFails() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        CountDownLatch failedThrice = new CountDownLatch(3);
        RecurringWorker worker = new RecurringWorker(
                List.of(work(Duration.ofMillis(1), thrice::countDown), work(Duration.ofMillis(1), () -> {
                    failedThrice.countDown();
                    throw new IllegalStateException("the database is away");
                })));

        worker.start();
        assertThat(thrice.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(failedThrice.await(30, TimeUnit.SECONDS)).isTrue();
        worker.stop();

        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void letsWorkComeToItsEndBeforeItStops() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch statement = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        RecurringWorker worker = new RecurringWorker(List.of(work(Duration.ofHours(1), () -> {
            begun.countDown();
            try {
                statement.await();
            } catch (InterruptedException cutOff) {
                interrupted.set(true);
            }
        })));
        worker.start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        Thread stopping = Thread.startVirtualThread(worker::stop);
        while (worker.isRunning()) {
            Thread.onSpinWait();
        }
        statement.countDown();
        stopping.join();

        assertThat(interrupted).isFalse();
    }

    @Test
    void waitsLongerTheOftenerItFails() {
        RecurringWork everySecond = work(Duration.ofSeconds(1), () -> {});
        assertThat(RecurringWorker.pause(everySecond, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RecurringWorker.pause(everySecond, 3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(RecurringWorker.pause(everySecond, 1000)).isEqualTo(Duration.ofMinutes(5));
        assertThat(RecurringWorker.pause(work(Duration.ofHours(1), () -> {}), 4))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void countsFailuresInARowOnly() {
        RecurringWork failing = work(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("once");
        });
        assertThat(RecurringWorker.attempt(failing, 0)).isEqualTo(1);
        assertThat(RecurringWorker.attempt(failing, 1)).isEqualTo(2);
        assertThat(RecurringWorker.attempt(work(Duration.ofSeconds(1), () -> {}), 2))
                .isZero();
    }

    private static RecurringWork work(Duration pause, Runnable run) {
        return new RecurringWork() {
            @Override
            public String name() {
                return "Counting";
            }

            @Override
            public Duration pause() {
                return pause;
            }

            @Override
            public void run() {
                run.run();
            }
        };
    }
}
