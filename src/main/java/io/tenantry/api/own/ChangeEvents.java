package io.tenantry.api.own;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
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
    private static final String BEARER = "Bearer ";

    private final Changes changes;
    private final ChangeWatch watch;
    private final Callers callers;
    private final JsonMapper json;

    ChangeEvents(Changes changes, ChangeWatch watch, Callers callers, JsonMapper json) {
        this.changes = changes;
        this.watch = watch;
        this.callers = callers;
        this.json = json;
    }

    void send(Caller caller, HttpServletRequest request, UUID id, HttpServletResponse response) throws IOException {
        watch.send(
                response,
                () -> changes.get(now(caller, request), id),
                change -> json.writeValueAsString(ProgressBody.of(change)),
                LONGEST);
    }

    /** The watcher with the rights he has by now. */
    private Caller now(Caller caller, HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.startsWith(BEARER)
                ? callers.bearing(
                        authorization.substring(BEARER.length()), caller.actor().correlationId())
                : caller;
    }
}
