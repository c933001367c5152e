package io.tenantry.emulation.internal;

import io.tenantry.emulation.EmulatedPaths;
import io.tenantry.emulation.Fault;
import io.tenantry.emulation.Faults;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Failure;
import io.tenantry.platform.web.Failures;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;

/** Lets faults befall requests in the mirrors of Microsoft Graph, Partner Center and Exchange, and over SCIM, after the caller is known. */
@Configuration(proxyBeanMethods = false)
class FaultInterceptor implements EmulatedPaths {
    private static final String SCIM = "/scim/v2/";
    private static final List<String> BEFORE_ORGANIZATION = List.of("/organizations/", "/adminapi/beta/", SCIM);
    private static final int UUID_LENGTH = 36;

    /** Searches, counts beside a page, and filters that no index serves. */
    private static final Pattern ADVANCED = Pattern.compile(
            "\\$?search=|\\$?count=true|\\$?filter=[^&]*(endswith\\(|\\bne\\b|\\bnot\\b)", Pattern.CASE_INSENSITIVE);

    private final Faults faults;
    private final Failures failures;

    FaultInterceptor(Faults faults, Failures failures) {
        this.faults = faults;
        this.failures = failures;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        EmulatedPaths.super.addInterceptors(registry);
        registry.addInterceptor(this).addPathPatterns(SCIM + "**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        UUID organization = organization(request.getRequestURI());
        if (organization == null) {
            return true;
        }
        if (faults.isStrict(organization) && !request.getRequestURI().startsWith(SCIM)) {
            requireConsistency(request);
        }
        if (faults.isFree(organization)) {
            refuseSignIns(request);
        }
        Fault fault = faults.befall(organization);
        return fault == null || happens(fault, request, response);
    }

    /** Whether the request goes on all the same. */
    private boolean happens(Fault fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer seconds = fault.retryAfterSeconds();
        Long retryAfter = seconds == null ? null : seconds.longValue();
        switch (fault.kind()) {
            case THROTTLED ->
                failures.send(
                        request,
                        response,
                        new Failure(429, Refusal.Reason.TOO_MANY_CALLS, "Too many requests", null, retryAfter));
            case UNAVAILABLE ->
                failures.send(
                        request,
                        response,
                        new Failure(503, Refusal.Reason.BUSY, "The service is unavailable", null, retryAfter));
            case STRICT, FREE, CONCEALED -> {
                return true;
            }
            case SLOW -> {
                pause(fault.delay());
                return true;
            }
            case CUT -> {
                // More is promised than comes, and nothing else goes over this connection.
                response.setHeader("Connection", "close");
                response.setContentType("application/json");
                response.setContentLength(1_000);
                response.getOutputStream().write("{\"value\":[".getBytes(StandardCharsets.UTF_8));
                response.flushBuffer();
            }
        }
        return false;
    }

    /** Microsoft answers these from an index that is a little behind, and wants to hear that the client knows. */
    private static void requireConsistency(HttpServletRequest request) {
        String query =
                URLDecoder.decode(Objects.requireNonNullElse(request.getQueryString(), ""), StandardCharsets.UTF_8);
        boolean advanced = request.getRequestURI().endsWith("/$count")
                || ADVANCED.matcher(query).find();
        Refusal.unless(
                !advanced || "eventual".equalsIgnoreCase(request.getHeader("ConsistencyLevel")),
                Refusal.Reason.MALFORMED,
                "This request needs the header 'ConsistencyLevel: eventual'",
                "ConsistencyLevel");
    }

    /** In Microsoft's own words, which clients may look for. */
    private static void refuseSignIns(HttpServletRequest request) {
        boolean isAboutSignIns = request.getRequestURI().endsWith("/auditLogs/signIns")
                || String.valueOf(request.getQueryString()).contains("signInActivity");
        Refusal.unless(
                !isAboutSignIns,
                Refusal.Reason.NOT_PERMITTED,
                "Neither tenant is B2C or tenant doesn't have premium license",
                NOT_PREMIUM);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException tooLong) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable UUID organization(String path) {
        for (String before : BEFORE_ORGANIZATION) {
            int start = path.indexOf(before) + before.length();
            if (start >= before.length() && path.length() >= start + UUID_LENGTH) {
                return Ids.read(path.substring(start, start + UUID_LENGTH));
            }
        }
        return null;
    }
}
