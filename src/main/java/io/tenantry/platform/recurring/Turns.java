package io.tenantry.platform.recurring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work in the background: what somebody asked for at once, what is due by itself only so much at a time. */
public final class Turns implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free;

    public Turns(int atOnce) {
        free = new Semaphore(atOnce);
    }

    /** Does it now. */
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /**
     * Begins something that is due and does it.
     *
     * @param begin what there is to do, or null when it cannot be done now
     * @return false when too much is being done already, and nothing was begun
     */
    public boolean offer(Supplier<@Nullable Runnable> begin) {
        if (!free.tryAcquire()) {
            return false;
        }
        Runnable begun = null;
        try {
            begun = begin.get();
        } finally {
            if (begun == null) {
                free.release();
            }
        }
        if (begun != null) {
            Runnable work = begun;
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    free.release();
                }
            });
        }
        return true;
    }

    /** Cuts off what is being done. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
