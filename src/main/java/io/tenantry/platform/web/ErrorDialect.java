package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * How one surface says no. A bean of the surface's package; {@link Failures} asks the dialects in turn which of them speaks for
 * the path.
 */
public interface ErrorDialect {
    /** Whether paths like this one, as the client sent it, are this surface's. */
    boolean speaksFor(String path);

    /** The status on this surface. */
    default int status(Failure failure, HttpServletRequest request) {
        return failure.status();
    }

    default String mediaType() {
        return "application/json";
    }

    /** What is written: a text as it is, anything else as JSON, null for an answer without a body. */
    @Nullable
    Object body(Failure failure, HttpServletRequest request);
}
