package io.tenantry.signin.internal;

import io.tenantry.access.Secrets;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages where people sign in and replace their password. */
@Controller
class LoginEndpoint {
    private static final String FORM_COOKIE = "tenantry_form";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http: https:; "
                    + "frame-ancestors 'none'; base-uri 'none'";

    /** Never which of the two was wrong, nor whether there is such an account. */
    private static final String WRONG =
            "That name and password do not fit, or there were too many tries. Wait a moment and try again.";

    private final Logons logons;
    private final Browsers browsers;

    LoginEndpoint(Logons logons, Browsers browsers) {
        this.logons = logons;
        this.browsers = browsers;
    }

    @GetMapping("/login")
    String login(
            @RequestParam(name = "continue", required = false) @Nullable String onward,
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Shown shown = new Shown(request, response, model);
        return show(shown, "signin/login", onward, signedOut == null ? null : "You are signed out.", "");
    }

    @PostMapping("/login")
    String signIn(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Shown shown = new Shown(request, response, model);
        String name = form.getOrDefault("name", "");
        String onward = form.get("continue");
        if (!isOurs(request, form.get("proof"))) {
            return refuse(shown, "signin/login", onward, "The page was too old. Please try again.", name);
        }
        try {
            LogonResult result = logons.signIn(name, form.getOrDefault("password", ""), Correlation.of(request));
            return switch (result) {
                case LogonResult.Denied denied -> refuse(shown, "signin/login", onward, WRONG, name);
                case LogonResult.Welcome welcome
                when welcome.mustChange() ->
                    show(shown, "signin/password", onward, "Please choose a password of your own.", name);
                case LogonResult.Welcome welcome -> welcome(shown, welcome, onward);
            };
        } catch (Refusal busy) {
            return fail(shown, "signin/login", onward, busy, name);
        }
    }

    @GetMapping("/login/password")
    String password(
            @RequestParam(name = "continue", required = false) @Nullable String onward,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return show(new Shown(request, response, model), "signin/password", onward, null, "");
    }

    @PostMapping("/login/password")
    String replacePassword(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Shown shown = new Shown(request, response, model);
        String name = form.getOrDefault("name", "");
        String onward = form.get("continue");
        String next = form.getOrDefault("next", "");
        if (!isOurs(request, form.get("proof"))) {
            return refuse(shown, "signin/password", onward, "The page was too old. Please try again.", name);
        }
        if (!next.equals(form.get("again"))) {
            return refuse(shown, "signin/password", onward, "The two new passwords differ.", name);
        }
        if (next.equals(form.get("password"))) {
            return refuse(shown, "signin/password", onward, "The new password is the old one.", name);
        }
        try {
            LogonResult result = logons.replace(name, form.getOrDefault("password", ""), next, Correlation.of(request));
            return switch (result) {
                case LogonResult.Denied denied -> refuse(shown, "signin/password", onward, WRONG, name);
                case LogonResult.Welcome welcome -> welcome(shown, welcome, onward);
            };
        } catch (Refusal refusal) {
            return fail(shown, "signin/password", onward, refusal, name);
        }
    }

    private record Shown(HttpServletRequest request, HttpServletResponse response, Model model) {}

    private String welcome(Shown shown, LogonResult.Welcome welcome, @Nullable String onward) {
        browsers.signIn(welcome.organization(), welcome.user(), shown.request(), shown.response());
        String next = safe(onward);
        return "redirect:" + (next == null ? "/login?signed-in" : next);
    }

    private String refuse(Shown shown, String page, @Nullable String onward, String message, String name) {
        shown.response().setStatus(HttpStatus.UNAUTHORIZED.value());
        return show(shown, page, onward, message, name);
    }

    private String fail(Shown shown, String page, @Nullable String onward, Refusal refusal, String name) {
        boolean busy = refusal.reason() == Refusal.Reason.BUSY;
        shown.response().setStatus((busy ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNPROCESSABLE_CONTENT).value());
        return show(shown, page, onward, refusal.getMessage() + ".", name);
    }

    private String show(Shown shown, String page, @Nullable String onward, @Nullable String message, String name) {
        String proof = Secrets.next();
        HttpServletResponse response = shown.response();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(FORM_COOKIE, proof)
                        .httpOnly(true)
                        .secure(shown.request().isSecure())
                        .sameSite("Strict")
                        .path("/login")
                        .build()
                        .toString());
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        String next = safe(onward);
        shown.model().addAttribute("proof", proof);
        shown.model().addAttribute("onward", next == null ? "" : next);
        shown.model().addAttribute("message", message == null ? "" : message);
        shown.model().addAttribute("name", name);
        return page;
    }

    /** Only forms that this browser got from us are taken: nobody is signed in as somebody else by a foreign page. */
    private static boolean isOurs(HttpServletRequest request, @Nullable String proof) {
        Cookie[] cookies = request.getCookies();
        return proof != null
                && cookies != null
                && Arrays.stream(cookies)
                        .anyMatch(cookie -> cookie.getName().equals(FORM_COOKIE)
                                && Secrets.matches(proof, Secrets.hash(cookie.getValue())));
    }

    /** Back to the authorization endpoint or nowhere: a login page must not send people to other people's sites. */
    private static @Nullable String safe(@Nullable String onward) {
        return onward != null && onward.startsWith("/oauth2/authorize?") ? onward : null;
    }
}
