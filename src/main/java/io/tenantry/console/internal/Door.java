package io.tenantry.console.internal;

import io.tenantry.access.Callers;
import io.tenantry.console.Words;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import io.tenantry.signin.Forms;
import io.tenantry.signin.Sessions;
import io.tenantry.signin.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets nobody into the console who is not signed in, and no form that is not one of its own. From here on a person is a caller
 * like any program with a token. One place for all pages, so that none can forget it.
 */
@Component
class Door implements HandlerInterceptor {
    /** What counts calls and names the program in the audit trail. */
    private static final String CLIENT = "console";

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Sessions sessions;
    private final Callers callers;
    private final Forms forms;
    private final Frame frame;

    Door(Sessions sessions, Callers callers, Forms forms, Frame frame) {
        this.sessions = sessions;
        this.callers = callers;
        this.forms = forms;
        this.frame = frame;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        SignedIn person = sessions.signedIn(request);
        if (person == null) {
            askToSignIn(request, response);
            return false;
        }
        request.setAttribute(SignedIn.class.getName(), person);
        Callers.admit(request, callers.caller(person.user(), CLIENT, Correlation.of(request)));
        boolean isOurs = READS.contains(request.getMethod()) || forms.isOurs(request, request.getParameter("proof"));
        request.setAttribute("proof", forms.open(request, response));
        response.setHeader("Content-Security-Policy", POLICY);
        Refusal.unless(
                isOurs,
                Refusal.Reason.NOT_PERMITTED,
                "The page was too old, or the form came from somewhere else. Go back, load the page again and retry");
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (page == null || view == null || view.startsWith("redirect:")) {
            return;
        }
        page.addObject("words", Words.ENGLISH);
        page.addObject("proof", request.getAttribute("proof"));
        page.addObject(
                "frame", frame.around(Objects.requireNonNull(Callers.admitted(request)), request.getRequestURI()));
    }

    /** And brings him back to the page he wanted, unless that was to do something. */
    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isPart = request.getHeader("HX-Request") != null;
        String query = request.getQueryString();
        String wanted = READS.contains(request.getMethod()) && !isPart
                ? request.getRequestURI() + (query == null ? "" : "?" + query)
                : "/console";
        String login = "/login?continue=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
        if (isPart) {
            response.setHeader("HX-Redirect", login);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.setHeader(HttpHeaders.LOCATION, login);
            response.setStatus(HttpStatus.SEE_OTHER.value());
        }
    }
}
