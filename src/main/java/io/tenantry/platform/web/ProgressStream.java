package io.tenantry.platform.web;

import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends how far something is, as server-sent events, whichever node is at it: each watcher looks at its rows. */
@Component
public class ProgressStream {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private volatile boolean closing;

    /** A hub that stops does not wait for those who watch. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        closing = true;
    }

    /**
     * What is watched.
     *
     * @param look reads it with the rights the watcher has by then
     * @param isFinal whether nothing more will happen by itself
     * @param words how its progress is written
     */
    public record Watched<T>(Supplier<T> look, Predicate<T> isFinal, Function<T, String> words) {}

    /**
     * Tells each change of the progress, and at last that nothing more will happen by itself.
     *
     * @param longest after which a stream ends; clients of such streams open it again by themselves
     */
    public <T> void send(HttpServletResponse response, Watched<T> watched, Duration longest) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("X-Accel-Buffering", "no");
        PrintWriter out = response.getWriter();
        long end = System.nanoTime() + longest.toNanos();
        long heard = System.nanoTime();
        String told = "";
        while (!closing && System.nanoTime() < end) {
            @Nullable T thing = seen(watched.look());
            if (thing == null) {
                return;
            }
            String now = watched.words().apply(thing);
            if (watched.isFinal().test(thing)) {
                write(out, "event: progress\ndata: " + now + "\n\nevent: end\ndata: " + now + "\n\n");
                return;
            }
            if (!now.equals(told)) {
                write(out, "event: progress\ndata: " + now + "\n\n");
                told = now;
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SIGN_OF_LIFE.toNanos()) {
                write(out, ": still here\n\n");
                heard = System.nanoTime();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Null when the watcher may see it no more, or it is gone. */
    private static <T> @Nullable T seen(Supplier<T> look) {
        try {
            return look.get();
        } catch (Refusal noMore) {
            return null;
        }
    }

    private static void write(PrintWriter out, String event) throws IOException {
        out.write(event);
        out.flush();
        if (out.checkError()) {
            throw new ClientAbortException("Whoever watched has gone");
        }
    }
}
