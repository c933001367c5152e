package io.tenantry.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * An answer that goes out when it is whole, or when it is longer than the container's buffer. Spring flushes every answer it has
 * written, and a short one would then be sent in two pieces, with neither its length told nor its end in sight. Streams of
 * events, which have something to say now, are flushed.
 */
final class WholeAnswer extends HttpServletResponseWrapper {
    private static final String EVENTS = "text/event-stream";

    WholeAnswer(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void flushBuffer() throws IOException {
        String type = getContentType();
        if (type != null && type.startsWith(EVENTS)) {
            super.flushBuffer();
        }
    }
}
