package io.tenantry.bench.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that each do their step as fast as they can, one after another, all at the same time. */
final class Load implements AutoCloseable {
    private final int clients;
    private final ExecutorService threads;

    Load(int clients) {
        this.clients = clients;
        threads = Executors.newFixedThreadPool(clients);
    }

    /** Runs for so many seconds. */
    Rates run(Step.Opening opening, double seconds) throws Exception {
        List<Step> steps = new ArrayList<>();
        try {
            for (int client = 0; client < clients; client++) {
                steps.add(opening.open(client));
            }
            CountDownLatch begin = new CountDownLatch(1);
            List<CompletableFuture<long[]>> running = steps.stream()
                    .map(step -> CompletableFuture.supplyAsync(() -> repeat(step, begin, seconds), threads))
                    .toList();
            long started = System.nanoTime();
            begin.countDown();
            long[] all = running.stream()
                    .map(CompletableFuture::join)
                    .flatMapToLong(Arrays::stream)
                    .toArray();
            return Rates.of(all, (System.nanoTime() - started) / 1e9);
        } finally {
            for (Step step : steps) {
                step.close();
            }
        }
    }

    private static long[] repeat(Step step, CountDownLatch begin, double seconds) {
        try {
            begin.await();
            long[] taken = new long[1024];
            int count = 0;
            long end = System.nanoTime() + (long) (seconds * 1e9);
            for (long before = System.nanoTime(); before < end; ) {
                step.once();
                long after = System.nanoTime();
                if (count == taken.length) {
                    taken = Arrays.copyOf(taken, 2 * count);
                }
                taken[count++] = after - before;
                before = after;
            }
            return Arrays.copyOf(taken, count);
        } catch (Exception failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
