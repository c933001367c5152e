package io.tenantry.api.own;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Those who watch something for longer than their rights may last. */
@Component
record Watchers(Callers callers) {
    private static final String BEARER = "Bearer ";

    /** The watcher with the rights he has by now. */
    Caller now(Caller caller, HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.startsWith(BEARER)
                ? callers.bearing(
                        authorization.substring(BEARER.length()), caller.actor().correlationId())
                : caller;
    }
}
