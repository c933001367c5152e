package io.tenantry.changes;

import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sends how far a plan is, as server-sent events, while it is applied on this node or any other: each watcher looks at the plan's
 * one row.
 */
@Component
public class ChangeWatch {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private volatile boolean closing;

    /** A hub that stops does not wait for those who watch. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        closing = true;
    }

    /**
     * Tells each change of the plan's progress, and at last that nothing more will happen by itself.
     *
     * @param look reads the plan with the rights the watcher has by then
     * @param words how its progress is written
     * @param longest after which a stream ends; clients of such streams open it again by themselves
     */
    public void send(
            HttpServletResponse response, Supplier<Change> look, Function<Change, String> words, Duration longest)
            throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("X-Accel-Buffering", "no");
        PrintWriter out = response.getWriter();
        long end = System.nanoTime() + longest.toNanos();
        long heard = System.nanoTime();
        String told = "";
        while (!closing && System.nanoTime() < end) {
            @Nullable Change change = seen(look);
            if (change == null) {
                return;
            }
            String now = words.apply(change);
            if (change.state().isFinal()) {
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
    private static @Nullable Change seen(Supplier<Change> look) {
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
            throw new IOException("Whoever watched has gone");
        }
    }
}
