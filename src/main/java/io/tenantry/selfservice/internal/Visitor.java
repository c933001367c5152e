package io.tenantry.selfservice.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ModelMap;

/**
 * A request for a page, and the page that it gets. Endpoints take it as a parameter.
 *
 * @param form what was sent, empty where somebody only looks
 */
record Visitor(HttpServletRequest request, HttpServletResponse response, ModelMap model, Map<String, String> form) {
    String correlationId() {
        return Correlation.of(request);
    }

    /** A field of the form; empty where there is none of that name. */
    String sent(String name) {
        return form.getOrDefault(name, "");
    }

    Visitor with(String name, Object value) {
        model.addAttribute(name, value);
        return this;
    }

    /** Says what went wrong, in the status too. */
    void fail(Refusal refusal) {
        HttpStatus status = switch (refusal.reason()) {
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            case TOO_MANY_CALLS -> HttpStatus.TOO_MANY_REQUESTS;
            case NOT_PERMITTED -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        fail(status, refusal.getMessage() + ".");
    }

    void fail(HttpStatus status, String message) {
        response.setStatus(status.value());
        with("message", message);
    }
}
