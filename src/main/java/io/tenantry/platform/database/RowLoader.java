package io.tenantry.platform.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds single rows by their keys for many who ask at the same time. Whoever comes first is answered at once; those who come while
 * that goes on wait for it to end, and are then answered together by one statement. Every statement begins after all whom it
 * answers have asked, so everybody sees what was committed before.
 *
 * @param <W> where rows are looked up, and under which reach; only equal ones are asked together
 * @param <K> what tells one row
 * @param <V> what is made of a row
 */
public final class RowLoader<W, K, V> {
    /** One alone has a shorter statement, so that there are two statements and two plans. */
    public static final int TOGETHER_MAX = 8;

    private final BiFunction<W, List<K>, Map<K, V>> read;
    private final Lock lock = new ReentrantLock();
    /** Who waits, wherever something is being read. */
    private final Map<W, Deque<Asked<K, V>>> waiting = new HashMap<>();

    /**
     * @param read the rows of one to {@value #TOGETHER_MAX} keys, of which some may be equal; keys that lead to nothing are left out
     */
    public RowLoader(BiFunction<W, List<K>, Map<K, V>> read) {
        this.read = read;
    }

    /** What is made of the row of a key, or null when there is none. Fails as reading it does, for all who asked together. */
    public @Nullable V find(W where, K key) {
        Asked<K, V> mine = new Asked<>(key, new CompletableFuture<>());
        Turn<K, V> turn =
                isFirst(where, mine) ? new Lead<>(List.of(mine)) : mine.turn().join();
        return switch (turn) {
            case Lead<K, V>(var together) -> lead(where, together).get(key);
            case Told<K, V>(var rows) -> rows.get(key);
            case Failed<K, V>(var failure) -> throw failure;
        };
    }

    private boolean isFirst(W where, Asked<K, V> asked) {
        lock.lock();
        try {
            Deque<Asked<K, V>> queue = waiting.get(where);
            if (queue != null) {
                queue.add(asked);
                return false;
            }
            waiting.put(where, new ArrayDeque<>());
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for the next statement. */
    int waiting(W where) {
        lock.lock();
        try {
            Deque<Asked<K, V>> queue = waiting.get(where);
            return queue == null ? 0 : queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Reads for all of them. */
    private Map<K, V> lead(W where, List<Asked<K, V>> together) {
        Turn<K, V> outcome = new Failed<>(new IllegalStateException("Whoever was reading was stopped"));
        try {
            Map<K, V> rows = read.apply(where, together.stream().map(Asked::key).toList());
            outcome = new Told<>(rows);
            return rows;
        } catch (RuntimeException failure) {
            outcome = new Failed<>(failure);
            throw failure;
        } finally {
            passOn(where);
            for (Asked<K, V> asked : together) {
                asked.turn().complete(outcome);
            }
        }
    }

    /** Lets the first of those who wait read for the next ones. */
    private void passOn(W where) {
        List<Asked<K, V>> next = next(where);
        if (!next.isEmpty()) {
            next.getFirst().turn().complete(new Lead<>(next));
        }
    }

    private List<Asked<K, V>> next(W where) {
        List<Asked<K, V>> next = new ArrayList<>();
        lock.lock();
        try {
            Deque<Asked<K, V>> queue = waiting.get(where);
            while (queue != null && !queue.isEmpty() && next.size() < TOGETHER_MAX) {
                next.add(queue.remove());
            }
            if (next.isEmpty()) {
                waiting.remove(where);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Somebody who asked, and whose turn it is to read or to be told. */
    private record Asked<K, V>(K key, CompletableFuture<Turn<K, V>> turn) {}

    /** What somebody waits for. */
    private sealed interface Turn<K, V> {}

    private record Lead<K, V>(List<Asked<K, V>> together) implements Turn<K, V> {}

    private record Told<K, V>(Map<K, V> rows) implements Turn<K, V> {}

    private record Failed<K, V>(RuntimeException failure) implements Turn<K, V> {}
}
