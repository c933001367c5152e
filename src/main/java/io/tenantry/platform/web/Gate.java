package io.tenantry.platform.web;

import io.tenantry.kernel.Refusal.Reason;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes before anything else looks at it: a plain path, bearable sizes, a limit of time. Also the last to
 * see an exception, so that nothing reaches the container's own error page.
 */
final class Gate implements Filter {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final WebSettings settings;
    private final List<RouteLimits> routes;
    private final Deadlines deadlines;
    private final Failures failures;
    private final Proxies proxies;

    Gate(WebSettings settings, List<RouteLimits> routes, Deadlines deadlines, Failures failures, Proxies proxies) {
        this.settings = settings;
        this.routes = routes;
        this.deadlines = deadlines;
        this.failures = failures;
        this.proxies = proxies;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = new WholeAnswer((HttpServletResponse) response);
        protect(asked, answer);
        RouteLimits special = special(asked.getRequestURI());
        long bodyLimit = (special == null ? settings.bodyLimit() : special.body()).toBytes();
        Failure refused = refusal(asked, answer, bodyLimit);
        if (refused != null) {
            failures.send(asked, answer, refused);
            return;
        }
        try (Deadlines.Running running =
                deadlines.begin(asked, special == null ? settings.timeLimit() : special.time())) {
            boolean bodied = asked.getContentLengthLong() > 0 || asked.getHeader("Transfer-Encoding") != null;
            chain.doFilter(bodied ? new LimitedBody(asked, bodyLimit, running) : asked, answer);
        } catch (IOException | ServletException | RuntimeException | StackOverflowError failure) {
            failures.send(asked, answer, failure);
        }
    }

    /** Headers that keep browsers from doing more with an answer than showing it. Pages loosen what they need. */
    private void protect(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        if (proxies.scheme(request).equals("https")) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private @Nullable RouteLimits special(String path) {
        for (RouteLimits route : routes) {
            if (route.covers(path)) {
                return route;
            }
        }
        return null;
    }

    private @Nullable Failure refusal(HttpServletRequest request, HttpServletResponse response, long bodyLimit) {
        String query = request.getQueryString();
        String path = request.getRequestURI();
        if (path.length() + (query == null ? 0 : query.length())
                > settings.urlLimit().toBytes()) {
            return new Failure(414, Reason.MALFORMED, "The address is longer than is allowed");
        }
        String wrong = PlainPath.fault(path);
        if (wrong != null) {
            return new Failure(400, Reason.MALFORMED, wrong);
        }
        if (headersLength(request) > settings.headersLimit().toBytes()) {
            return new Failure(431, Reason.MALFORMED, "The header fields are longer than is allowed");
        }
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", METHODS));
            return new Failure(405, Reason.MALFORMED, "This method is not served");
        }
        if (request.getContentLengthLong() < 0 && isFormWithFiles(request)) {
            // The container reads such forms past our watch over bodies, so only their length keeps them short.
            return new Failure(411, Reason.MALFORMED, "A form with files has to tell its length");
        }
        return request.getContentLengthLong() > bodyLimit ? LimitedBody.tooLarge(bodyLimit) : null;
    }

    private static boolean isFormWithFiles(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    private static long headersLength(HttpServletRequest request) {
        long length = 0;
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            Enumeration<String> values = request.getHeaders(name);
            while (values.hasMoreElements()) {
                length += name.length() + values.nextElement().length() + 4;
            }
        }
        return length;
    }
}
