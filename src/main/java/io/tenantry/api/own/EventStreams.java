package io.tenantry.api.own;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.events.CloudEvents;
import io.tenantry.events.Event;
import io.tenantry.events.EventFeed;
import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends events as they happen, on this node or any other: each watcher reads the feed on from where he is. */
@Component
class EventStreams {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final String BEARER = "Bearer ";

    private final EventFeed feed;
    private final CloudEvents text;
    private final Callers callers;
    private volatile boolean closing;

    EventStreams(EventFeed feed, CloudEvents text, Callers callers) {
        this.feed = feed;
        this.text = text;
        this.callers = callers;
    }

    /** Who watches what. */
    record Watcher(Caller caller, HttpServletRequest request, EventFeed.Wanted wanted) {}

    /** A hub that stops does not wait for those who watch. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        closing = true;
    }

    void send(Watcher watcher, EventFeed.Page first, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Cache-Control", "no-store");
        PrintWriter out = response.getWriter();
        long end = System.nanoTime() + LONGEST.toNanos();
        long heard = 0;
        EventFeed.@Nullable Page page = first;
        while (page != null && !closing && System.nanoTime() < end) {
            if (!page.events().isEmpty()) {
                write(out, written(watcher, page));
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SIGN_OF_LIFE.toNanos()) {
                // An id without data moves the place of a client on, without telling it anything.
                write(out, "id: " + page.next() + "\n: still here\n\n");
                heard = System.nanoTime();
            }
            if (!page.isMore() && !slept()) {
                return;
            }
            page = look(watcher, page.next());
        }
    }

    private String written(Watcher watcher, EventFeed.Page page) {
        StringBuilder all = new StringBuilder();
        for (Event event : page.events()) {
            all.append("id: ")
                    .append(feed.after(watcher.wanted().organization(), event))
                    .append("\nevent: ")
                    .append(event.type().wireName())
                    .append("\ndata: ")
                    .append(text.written(event))
                    .append("\n\n");
        }
        return all.toString();
    }

    private static boolean slept() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Reads on with the rights the watcher has by now; null when he may see nothing more. */
    private EventFeed.@Nullable Page look(Watcher watcher, String after) {
        String authorization = watcher.request().getHeader("Authorization");
        try {
            Caller now = authorization != null && authorization.startsWith(BEARER)
                    ? callers.bearing(
                            authorization.substring(BEARER.length()),
                            watcher.caller().actor().correlationId())
                    : watcher.caller();
            return feed.read(now, watcher.wanted(), after);
        } catch (Refusal noMore) {
            return null;
        }
    }

    private static void write(PrintWriter out, String text) throws IOException {
        out.write(text);
        out.flush();
        if (out.checkError()) {
            throw new ClientAbortException("Whoever watched has gone");
        }
    }
}
