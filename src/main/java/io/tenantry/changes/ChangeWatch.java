package io.tenantry.changes;

import io.tenantry.platform.web.ProgressStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Sends how far a plan is, as server-sent events, while it is applied on this node or any other: each watcher looks at the plan's
 * one row.
 */
@Component
public class ChangeWatch {
    private final ProgressStream stream;

    ChangeWatch(ProgressStream stream) {
        this.stream = stream;
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
        stream.send(
                response,
                new ProgressStream.Watched<>(look, change -> change.state().isFinal(), words),
                longest);
    }
}
