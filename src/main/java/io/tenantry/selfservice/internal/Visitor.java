package io.tenantry.selfservice.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** A request for a page, and the page that it gets. */
record Visitor(HttpServletRequest request, HttpServletResponse response, Model model) {
    String correlationId() {
        return Correlation.of(request);
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
