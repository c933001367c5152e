package io.tenantry.platform.web;

import io.tenantry.kernel.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.json.JsonMapper;

/** Says no, once, in the words of the surface that was asked. Filters and handlers alike end here. */
@Component
public final class Failures {
    private static final Failure TOO_SLOW =
            new Failure(503, Refusal.Reason.BUSY, "The request took longer than is allowed", null, 5L);

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final List<ErrorDialect> dialects;
    private final List<FailureWitness> witnesses;
    private final JsonMapper json;

    Failures(ObjectProvider<ErrorDialect> dialects, ObjectProvider<FailureWitness> witnesses, JsonMapper json) {
        this.dialects = dialects.orderedStream().toList();
        this.witnesses = witnesses.orderedStream().toList();
        this.json = json;
    }

    public void send(HttpServletRequest request, HttpServletResponse response, Failure failure) throws IOException {
        // From here on nothing must be interrupted.
        Deadlines.ranOut(request);
        witnesses.forEach(witness -> witness.failed(request, failure));
        if (response.isCommitted()) {
            LOG.warn("A failure came too late to be told: {}", failure.message());
            return;
        }
        ErrorDialect dialect = speakerFor(path(request));
        response.resetBuffer();
        Long seconds = failure.retryAfterSeconds();
        if (seconds != null) {
            response.setHeader("Retry-After", seconds.toString());
        }
        if (dialect == null) {
            Problem problem = Problem.of(failure, Correlation.of(request));
            write(request, response, failure.status(), Problem.MEDIA_TYPE, problem);
        } else {
            Object body = dialect.body(failure, request);
            write(request, response, dialect.status(failure, request), dialect.mediaType(), body);
        }
    }

    /** Explains the exception and sends that; what nobody expected goes into the log. */
    public void send(HttpServletRequest request, HttpServletResponse response, Throwable cause) throws IOException {
        if (isGone(cause)) {
            tellGone(request);
            return;
        }
        Failure failure = Deadlines.ranOut(request) ? TOO_SLOW : Explanation.of(cause, response);
        if (failure.status() == 500) {
            LOG.error("{} {} failed ({})", request.getMethod(), path(request), Correlation.of(request), cause);
        } else {
            // Nothing of ours is broken, so who refused and where is of no interest.
            LOG.atLevel(failure.status() > 500 ? Level.WARN : Level.DEBUG)
                    .log(
                            "{} {}: {} ({})",
                            request.getMethod(),
                            path(request),
                            failure.message(),
                            Correlation.of(request));
        }
        send(request, response, failure);
    }

    private static void tellGone(HttpServletRequest request) {
        LOG.debug("{} {}: the client has gone", request.getMethod(), path(request));
    }

    /** Whoever was reading or writing may have wrapped what the connection said. */
    private static boolean isGone(Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof ClientAbortException || one instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }

    /** The path as the client sent it, also while the container dispatches an error. */
    public static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String original
                ? original
                : request.getRequestURI();
    }

    /** A request that cannot be read at all has no path. */
    private @Nullable ErrorDialect speakerFor(@Nullable String path) {
        for (ErrorDialect dialect : dialects) {
            if (path != null && dialect.speaksFor(path)) {
                return dialect;
            }
        }
        return null;
    }

    private void write(
            HttpServletRequest request, HttpServletResponse response, int status, String type, @Nullable Object body)
            throws IOException {
        response.setStatus(status);
        if (body == null) {
            response.setContentLength(0);
            return;
        }
        byte[] bytes =
                body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : json.writeValueAsBytes(body);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            try {
                response.getOutputStream().write(bytes);
            } catch (ClientAbortException gone) {
                tellGone(request);
            }
        }
    }
}
