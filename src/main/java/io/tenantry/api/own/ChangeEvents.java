package io.tenantry.api.own;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.api.own.PlanBody.ProgressBody;
import io.tenantry.changes.Change;
import io.tenantry.changes.Changes;
import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends how far a plan is, while it is applied on this node or any other: each watcher looks at the plan's one row. */
@Component
class ChangeEvents {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final String BEARER = "Bearer ";

    private final Changes changes;
    private final Callers callers;
    private final JsonMapper json;
    private volatile boolean closing;

    ChangeEvents(Changes changes, Callers callers, JsonMapper json) {
        this.changes = changes;
        this.callers = callers;
        this.json = json;
    }

    /** A hub that stops does not wait for those who watch. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        closing = true;
    }

    void send(Caller caller, HttpServletRequest request, UUID id, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("X-Accel-Buffering", "no");
        PrintWriter out = response.getWriter();
        long end = System.nanoTime() + LONGEST.toNanos();
        long heard = System.nanoTime();
        String told = "";
        while (!closing && System.nanoTime() < end) {
            @Nullable Change change = look(caller, request, id);
            if (change == null) {
                return;
            }
            String now = json.writeValueAsString(ProgressBody.of(change));
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

    /** Looks with the rights the watcher has by now; null when he may see it no more, or it is gone. */
    private @Nullable Change look(Caller caller, HttpServletRequest request, UUID id) {
        String authorization = request.getHeader("Authorization");
        try {
            Caller now = authorization != null && authorization.startsWith(BEARER)
                    ? callers.bearing(
                            authorization.substring(BEARER.length()),
                            caller.actor().correlationId())
                    : caller;
            return changes.get(now, id);
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
