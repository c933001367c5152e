package io.tenantry.platform.web;

import java.io.CharArrayWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.valves.JsonAccessLogValve;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of the access log on one thread, ten times a second, so that no request waits for the disk: writing each by
 * itself took a quarter of the time of a small answer. What a crash takes with it is the last tenth of a second.
 */
final class RequestLog extends JsonAccessLogValve {
    private static final int WAITING_MOST = 50_000;
    private static final long PAUSE_MILLIS = 100;

    private final Queue<char[]> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final Thread.Builder threads =
            Thread.ofPlatform().name("access-log").daemon();
    private @Nullable Thread working;

    @Override
    protected synchronized void startInternal() throws LifecycleException {
        keepToOwner();
        super.startInternal();
        working = threads.start(this::keepWriting);
    }

    /** It tells who did what from where; the data folder around it may have to let the database's account through. */
    private void keepToOwner() throws LifecycleException {
        Path folder = Path.of(getDirectory());
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException failure) {
            throw new LifecycleException("The folder of the access log cannot be used: " + folder, failure);
        }
    }

    @Override
    protected synchronized void stopInternal() throws LifecycleException {
        if (working != null) {
            working.interrupt();
            working = null;
        }
        writeWaiting();
        super.stopInternal();
    }

    @Override
    public void log(CharArrayWriter line) {
        waiting.add(line.toCharArray());
        if (waitingCount.incrementAndGet() > WAITING_MOST) {
            // Faster than the disk: whoever asks pays.
            writeWaiting();
        }
    }

    private void keepWriting() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                writeWaiting();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void writeWaiting() {
        CharArrayWriter line = new CharArrayWriter();
        for (char[] next = waiting.poll(); next != null; next = waiting.poll()) {
            waitingCount.decrementAndGet();
            line.reset();
            line.write(next, 0, next.length);
            super.log(line);
        }
        if (line.size() > 0) {
            backgroundProcess();
        }
    }
}
