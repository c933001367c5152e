package io.tenantry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that many ask for at the same time. */
class RowLoaderTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    /** The keys of each statement, in the order of the statements. */
    private final List<List<Integer>> statements = new CopyOnWriteArrayList<>();

    private final RowLoader<String, Integer, String> loader = new RowLoader<>(this::read);

    private Map<Integer, String> read(String where, List<Integer> keys) {
        statements.add(keys);
        if (keys.contains(0)) {
            awaitSoon(firstMayEnd);
        }
        if (keys.contains(13)) {
            throw new IllegalStateException("thirteen");
        }
        Map<Integer, String> rows = new HashMap<>();
        keys.stream().filter(key -> key < 100).forEach(key -> rows.put(key, where + key));
        return rows;
    }

    private static void awaitSoon(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private CompletableFuture<@Nullable String> asked(String where, int key) {
        return CompletableFuture.supplyAsync(() -> loader.find(where, key), threads);
    }

    /** Begins to read key 0, and has others ask before that ends. */
    private List<CompletableFuture<@Nullable String>> askedMeanwhile(int... keys) {
        List<CompletableFuture<@Nullable String>> all = new ArrayList<>(List.of(asked("a", 0)));
        long end = System.nanoTime() + SOON.toNanos();
        while (statements.isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        for (int key : keys) {
            all.add(asked("a", key));
            while (loader.waiting("a") < all.size() - 1) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.onSpinWait();
            }
        }
        return all;
    }

    @AfterEach
    void end() {
        firstMayEnd.countDown();
        threads.close();
    }

    @Test
    void whoeverIsAloneIsAnsweredByAStatementOfHisOwn() {
        assertThat(loader.find("a", 1)).isEqualTo("a1");
        assertThat(loader.find("a", 100)).isNull();
        assertThat(statements).containsExactly(List.of(1), List.of(100));
    }

    @Test
    void thoseWhoComeWhileRowsAreReadAreAnsweredTogether() {
        List<CompletableFuture<@Nullable String>> all =
                askedMeanwhile(IntStream.rangeClosed(1, 11).toArray());
        firstMayEnd.countDown();
        assertThat(all.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, 11).mapToObj(key -> "a" + key).toList());
        assertThat(statements).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5, 6, 7, 8), List.of(9, 10, 11));
        assertThat(loader.find("a", 1)).isEqualTo("a1");
    }

    @Test
    void nobodyWaitsForRowsOfElsewhere() {
        List<CompletableFuture<@Nullable String>> all = askedMeanwhile(1);
        assertThat(loader.find("b", 1)).isEqualTo("b1");
        assertThat(all.getLast()).isNotDone();
        firstMayEnd.countDown();
        assertThat(all.getLast().join()).isEqualTo("a1");
    }

    @Test
    void aFailureIsThatOfThoseWhoAskedTogetherAndOfNobodyElse() {
        List<CompletableFuture<@Nullable String>> all = askedMeanwhile(1, 2, 13, 4, 5, 6, 7, 8, 9, 10);
        firstMayEnd.countDown();
        assertThat(all.getFirst().join()).isEqualTo("a0");
        for (CompletableFuture<@Nullable String> together : all.subList(1, 9)) {
            assertThatThrownBy(together::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("thirteen");
        }
        assertThat(all.get(9).join()).isEqualTo("a9");
        assertThat(all.get(10).join()).isEqualTo("a10");
    }
}
