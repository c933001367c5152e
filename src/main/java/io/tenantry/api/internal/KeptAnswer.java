package io.tenantry.api.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is kept for the same request, sent again.
 *
 * @param request what was asked, in short; null when it was not read to its end
 * @param body in base64; null when it was too long to be kept
 */
record KeptAnswer(
        @Nullable String request,
        int status,
        @Nullable String contentType,
        Map<String, String> headers,
        @Nullable String body) {
    /** What a client may need of an answer. The rest is about the connection, or made anew for each answer. */
    private static final List<String> HEADERS = List.of(
            "Content-Disposition", "Content-Language", "ETag", "Last-Modified", "Link", "Location", "Retry-After");

    static KeptAnswer of(@Nullable String request, HttpServletResponse response, byte @Nullable [] body) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : HEADERS) {
            String value = response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new KeptAnswer(
                request,
                response.getStatus(),
                response.getContentType(),
                headers,
                body == null ? null : new String(Base64.getEncoder().encode(body), StandardCharsets.US_ASCII));
    }
}
