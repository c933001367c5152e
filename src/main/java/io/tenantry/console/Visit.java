package io.tenantry.console;

import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import io.tenantry.signin.SignedIn;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ModelMap;

/** Somebody before a page of the console, and the page he gets. Endpoints take it as a parameter. */
public record Visit(
        Caller caller, SignedIn signedIn, HttpServletRequest request, HttpServletResponse response, ModelMap model) {
    /** Gives the page something to show. */
    public Visit with(String name, @Nullable Object value) {
        model.addAttribute(name, value);
        return this;
    }

    /** A field of the form or address, without blanks around it; null when it is missing or blank. */
    public @Nullable String field(String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Whoever is there, with the reason that he gives for what he does; the audit trail keeps it. */
    public Caller because() {
        String reason = field("reason");
        return reason == null ? caller : caller.because(reason);
    }

    /** A field that has to be there. */
    public String required(String name) {
        String value = field(name);
        if (value == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "'" + name + "' is missing", name);
        }
        return value;
    }

    /** A file of the form; null when none was chosen. */
    public @Nullable Part file(String name) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.startsWith("multipart/form-data")) {
            return null;
        }
        try {
            Part part = request.getPart(name);
            return part == null || part.getSize() == 0 ? null : part;
        } catch (ServletException unreadable) {
            throw new Refusal(Refusal.Reason.MALFORMED, "The form could not be read", name);
        }
    }

    /** Whether a box was ticked. */
    public boolean ticked(String name) {
        return request.getParameter(name) != null;
    }

    /** Whether only a part of a page is wanted. */
    public boolean isPartial() {
        return request.getHeader("HX-Request") != null;
    }

    /** Tells on the page itself what was refused, and at which field, so that what was filled in is not lost. */
    public Visit refused(Refusal refusal) {
        HttpStatus status = switch (refusal.reason()) {
            case NOT_PERMITTED -> HttpStatus.FORBIDDEN;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        response.setStatus(status.value());
        return with("problem", refusal.getMessage() + ".").with("wrong", refusal.target());
    }

    /** The same, unless somebody may not do it at all: then another page says so. */
    public Visit tell(Refusal refusal) {
        if (refusal.reason() == Refusal.Reason.NOT_PERMITTED) {
            throw refusal;
        }
        return refused(refusal);
    }
}
