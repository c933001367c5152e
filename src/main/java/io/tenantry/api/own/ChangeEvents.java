package io.tenantry.api.own;

import io.tenantry.access.Caller;
import io.tenantry.api.own.PlanBody.ProgressBody;
import io.tenantry.changes.ChangeWatch;
import io.tenantry.changes.Changes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends how far a plan is to whoever watches it with a token. */
@Component
class ChangeEvents {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Changes changes;
    private final ChangeWatch watch;
    private final Watchers watchers;
    private final JsonMapper json;

    ChangeEvents(Changes changes, ChangeWatch watch, Watchers watchers, JsonMapper json) {
        this.changes = changes;
        this.watch = watch;
        this.watchers = watchers;
        this.json = json;
    }

    void send(Caller caller, HttpServletRequest request, UUID id, HttpServletResponse response) throws IOException {
        watch.send(
                response,
                () -> changes.get(watchers.now(caller, request), id),
                change -> json.writeValueAsString(ProgressBody.of(change)),
                LONGEST);
    }
}
