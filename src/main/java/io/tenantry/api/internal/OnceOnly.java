package io.tenantry.api.internal;

import io.tenantry.access.Caller;
import io.tenantry.api.WithoutIdempotencyKey;
import io.tenantry.api.internal.IdempotentAnswerRows.Claim;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.web.Failure;
import io.tenantry.platform.web.Failures;
import io.tenantry.platform.web.RouteLimits;
import io.tenantry.platform.web.WebSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Carries out a write with an {@code Idempotency-Key} once, however often it is sent: the first answer is kept for a day and
 * given again. One place for all surfaces. Before the handler the key is taken; after it, before the client hears anything,
 * the answer is kept.
 */
@Component
class OnceOnly implements Filter, HandlerInterceptor {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(OnceOnly.class);
    private static final List<String> WRITES = List.of("POST", "PUT", "PATCH", "DELETE");
    private static final String ATTRIBUTE = OnceOnly.class.getName();
    private static final int KEY_LENGTH_MAX = 255;
    private static final int BODY_BYTES_MAX = 1 << 20;
    private static final int TOO_MANY_CALLS = 429;
    private static final int SERVER_ERROR = 500;

    /** After its time limit a request is stopped, but not from one moment to the next. */
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final IdempotentAnswerRows rows;
    private final Failures failures;
    private final WebSettings settings;
    private final List<RouteLimits> routes;

    OnceOnly(IdempotentAnswerRows rows, Failures failures, WebSettings settings, ObjectProvider<RouteLimits> routes) {
        this.rows = rows;
        this.failures = failures;
        this.settings = settings;
        this.routes = routes.orderedStream().toList();
    }

    /** One request with a key on its way through. */
    private static final class Passing {
        private final Caller caller;
        private final DigestedRequest request;
        private final HeldResponse response;
        private @Nullable Claim claim;

        private Passing(Caller caller, DigestedRequest request, HeldResponse response) {
            this.caller = caller;
            this.request = request;
            this.response = response;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        if (asked.getHeader(HEADER) == null
                || !WRITES.contains(asked.getMethod())
                || !(asked.getAttribute(Caller.class.getName()) instanceof Caller caller)) {
            chain.doFilter(request, response);
            return;
        }
        HeldResponse held = new HeldResponse((HttpServletResponse) response, BODY_BYTES_MAX);
        Passing passing = new Passing(caller, new DigestedRequest(asked), held);
        asked.setAttribute(ATTRIBUTE, passing);
        boolean isAnswered = false;
        try {
            chain.doFilter(passing.request, held);
            isAnswered = true;
        } finally {
            asked.removeAttribute(ATTRIBUTE);
            if (passing.claim != null) {
                settle(passing, passing.claim, isAnswered);
            }
        }
        held.send();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(request.getAttribute(ATTRIBUTE) instanceof Passing passing)
                || !(handler instanceof HandlerMethod method)
                || method.hasMethodAnnotation(WithoutIdempotencyKey.class)) {
            return true;
        }
        Claim claim = Claim.of(passing.caller, key(request));
        if (rows.take(claim, timeLimit(request).plus(STOPPING))) {
            passing.claim = claim;
            return true;
        }
        KeptAnswer kept = rows.answered(claim);
        if (kept == null) {
            failures.send(request, response, atWork());
        } else if (kept.request() != null && !kept.request().equals(passing.request.digest())) {
            failures.send(request, response, taken());
        } else if (kept.request() == null || kept.body() == null) {
            failures.send(request, response, notKept());
        } else {
            replay(response, kept, kept.body());
        }
        return false;
    }

    private static String key(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(HEADER));
        String key = keys.getFirst();
        Refusal.unless(
                keys.size() == 1
                        && !key.isEmpty()
                        && key.length() <= KEY_LENGTH_MAX
                        && key.chars().allMatch(c -> c > ' ' && c < 0x7F),
                Refusal.Reason.MALFORMED,
                HEADER + " is given once, with 1 to " + KEY_LENGTH_MAX + " visible ASCII characters",
                HEADER);
        return key;
    }

    private Duration timeLimit(HttpServletRequest request) {
        for (RouteLimits route : routes) {
            if (route.covers(request.getRequestURI())) {
                return route.time();
            }
        }
        return settings.timeLimit();
    }

    private void settle(Passing passing, Claim claim, boolean isAnswered) {
        try {
            KeptAnswer answer = isAnswered ? worthKeeping(passing) : null;
            if (answer == null) {
                rows.release(claim);
            } else {
                rows.keep(claim, answer);
            }
        } catch (DatabaseFailure failure) {
            // The request itself is over. Its key stays taken until no request could be at work any more.
            LOG.warn("What became of a request with an Idempotency-Key could not be kept", failure);
        }
    }

    /** The answer, unless the same request should rather be tried again. */
    private static @Nullable KeptAnswer worthKeeping(Passing passing) {
        int status = passing.response.getStatus();
        if (passing.response.isError() || status >= SERVER_ERROR || status == TOO_MANY_CALLS) {
            return null;
        }
        try {
            return KeptAnswer.of(passing.request.digest(), passing.response, passing.response.body());
        } catch (IOException | RuntimeException unread) {
            // Too long or too slow to be read to the end. What was done all the same is not to be done again.
            return status >= 400 ? null : KeptAnswer.of(null, passing.response, null);
        }
    }

    private static void replay(HttpServletResponse response, KeptAnswer kept, String body) throws IOException {
        response.setStatus(kept.status());
        if (kept.contentType() != null) {
            response.setContentType(kept.contentType());
        }
        kept.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.getOutputStream().write(Base64.getDecoder().decode(body));
    }

    private static Failure atWork() {
        return new Failure(
                409, Refusal.Reason.BUSY, "A request with this Idempotency-Key is still at work", HEADER, 1L);
    }

    private static Failure taken() {
        return new Failure(422, Refusal.Reason.MALFORMED, "This Idempotency-Key was used for another request", HEADER);
    }

    private static Failure notKept() {
        return new Failure(
                409,
                Refusal.Reason.MALFORMED,
                "A request with this Idempotency-Key was carried out; its answer was too long to be kept",
                HEADER);
    }
}
