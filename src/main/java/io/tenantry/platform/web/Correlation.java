package io.tenantry.platform.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives every request an id that ties its log lines, audit events and answer together: the caller's own when it sends a usable
 * one, else a new one.
 */
public final class Correlation implements Filter {
    /** The name the id goes by in log lines. */
    public static final String LOG_KEY = "correlation";

    private static final String ATTRIBUTE = Correlation.class.getName();
    private static final int LENGTH_MAX = 128;

    Correlation() {}

    /** The request's id. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String known ? known : begin(request);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        tell(asked, (HttpServletResponse) response);
        MDC.put(LOG_KEY, of(asked));
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(LOG_KEY);
        }
    }

    /** Says the request's id in the answer. */
    static void tell(HttpServletRequest request, HttpServletResponse response) {
        String id = of(request);
        response.setHeader("X-Correlation-Id", id);
        response.setHeader("request-id", id);
        String theirs = usable(request.getHeader("client-request-id"));
        if (theirs != null) {
            response.setHeader("client-request-id", theirs);
        }
    }

    private static String begin(HttpServletRequest request) {
        String theirs = usable(request.getHeader("X-Correlation-Id"));
        if (theirs == null) {
            theirs = usable(request.getHeader("client-request-id"));
        }
        String id = theirs == null ? UUID.randomUUID().toString() : theirs;
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** The text when it may stand in a log line and a header, else null. */
    private static @Nullable String usable(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LENGTH_MAX) {
            return null;
        }
        return text.chars().allMatch(c -> c >= ' ' && c <= '~') ? text : null;
    }
}
