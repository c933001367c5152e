package io.tenantry.access.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import io.tenantry.platform.web.Failure;
import io.tenantry.platform.web.Failures;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Lets nobody past to an API who has not said who he is, then counts the call where calls are counted. */
final class CallerFilter implements Filter {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String SCHEME = "Bearer ";
    private static final List<String> THROTTLED =
            List.of("/clouduserhub/", "/directory/", "/graph/", "/partnercenter/", "/adminapi/", "/command/");

    /** Written in any case. */
    private static final List<String> CLOUD_COCKPIT = List.of("/v1/", "/cloudcockpit/");

    private static final String SLC_HUB = "/api/auth/v1/";
    private static final String SLC_HUB_OF = "/slchub/";
    private static final List<String> UNTHROTTLED = List.of("/api/", SLC_HUB_OF, "/scim/");

    /** What people who cannot sign in yet, or not any more, need to be able to do. */
    private static final Set<String> OPEN_TO_ALL = Set.of(
            "login",
            "password",
            "password/validate",
            "password/reset-request",
            "password/reset",
            "invitations/redeem",
            "invitations/username-available");

    private final Callers callers;
    private final Throttle throttle;
    private final Failures failures;

    CallerFilter(Callers callers, Throttle throttle, Failures failures) {
        this.callers = callers;
        this.throttle = throttle;
        this.failures = failures;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        // The container's decoded and normalized path, which is also what handlers are chosen by.
        String path = asked.getServletPath();
        boolean throttled = isUnder(path, THROTTLED);
        boolean guarded = throttled || isUnder(path, UNTHROTTLED) || isCloudCockpit(path);
        if (!guarded || isOpenToAll(path)) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletResponse answer = (HttpServletResponse) response;
        Caller caller;
        try {
            caller = identify(asked, answer);
            if (throttled) {
                long wait = throttle.count(caller);
                if (wait > 0) {
                    failures.send(asked, answer, tooManyCalls(caller, wait));
                    return;
                }
            }
        } catch (RuntimeException failure) {
            failures.send(asked, answer, failure);
            return;
        }
        Callers.admit(asked, caller);
        chain.doFilter(request, response);
    }

    private Caller identify(HttpServletRequest request, HttpServletResponse response) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"tenantry\"");
            throw new Refusal(Refusal.Reason.NOT_SIGNED_IN, "This needs an access token in the header Authorization");
        }
        try {
            String token = authorization.substring(SCHEME.length()).strip();
            return callers.bearing(token, Correlation.of(request));
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_SIGNED_IN) {
                response.setHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"tenantry\", error=\"invalid_token\", error_description=\""
                                + refusal.getMessage() + '"');
            }
            throw refusal;
        }
    }

    private static boolean isOpenToAll(String path) {
        int start = path.indexOf(SLC_HUB);
        boolean ours = start == 0 || (start > 0 && path.startsWith(SLC_HUB_OF));
        return ours && OPEN_TO_ALL.contains(path.substring(start + SLC_HUB.length()));
    }

    private static boolean isCloudCockpit(String path) {
        for (String prefix : CLOUD_COCKPIT) {
            if (path.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnder(String path, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static Failure tooManyCalls(Caller caller, long wait) {
        return new Failure(
                TOO_MANY_REQUESTS,
                Refusal.Reason.TOO_MANY_CALLS,
                "More than " + caller.callsPerMinute() + " calls in 60 seconds",
                null,
                wait);
    }
}
