package io.tenantry.signin.internal;

import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import io.tenantry.signin.Forms;
import io.tenantry.signin.Onward;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages where people sign in and replace their password. */
@Controller
class LoginEndpoint {
    /** Never which of the two was wrong, nor whether there is such an account. */
    private static final String WRONG =
            "That name and password do not fit, or there were too many tries. Wait a moment and try again.";

    /** What happened just before, by the word in the page's address. */
    private static final Map<String, String> NEWS = Map.of(
            "signed-out", "You are signed out.",
            "new-password", "Your password was changed. Sign in with the new one.",
            "welcome", "Your account is ready. Sign in.");

    private final Logons logons;
    private final Browsers browsers;
    private final Forms forms;
    private final OfferedElsewhere elsewhere;

    LoginEndpoint(Logons logons, Browsers browsers, Forms forms, OfferedElsewhere elsewhere) {
        this.elsewhere = elsewhere;
        this.logons = logons;
        this.browsers = browsers;
        this.forms = forms;
    }

    @GetMapping("/login")
    String login(
            @RequestParam(name = "continue", required = false) @Nullable String onward,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Shown shown = new Shown(request, response, model);
        String news = NEWS.keySet().stream()
                .filter(word -> request.getParameter(word) != null)
                .findFirst()
                .map(NEWS::get)
                .orElse(null);
        return show(shown, "signin/login", onward, news, "");
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
        if (!forms.isOurs(request, form.get("proof"))) {
            return refuse(shown, "signin/login", onward, "The page was too old. Please try again.", name);
        }
        try {
            LogonResult result = logons.signIn(name, form.getOrDefault("password", ""), Correlation.of(request));
            return switch (result) {
                case LogonResult.Denied denied -> refuse(shown, "signin/login", onward, WRONG, name);
                case LogonResult.Welcome welcome
                when welcome.mustChange() ->
                    show(
                            shown,
                            "signin/password",
                            onward,
                            "Your password has to be replaced. Please choose a password of your own.",
                            name);
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
        if (!forms.isOurs(request, form.get("proof"))) {
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
        String next = Onward.safe(onward);
        Duration left = welcome.passwordExpiresIn();
        if (left != null) {
            shown.model().addAttribute("days", left.toDays());
            return show(shown, "signin/expiring", onward, null, "");
        }
        return "redirect:" + (next == null ? Onward.ACCOUNT : next);
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
        String next = Onward.safe(onward);
        shown.model().addAttribute("proof", forms.open(shown.request(), shown.response()));
        shown.model().addAttribute("onward", next == null ? "" : next);
        shown.model().addAttribute("message", message == null ? "" : message);
        shown.model().addAttribute("name", name);
        String organization = shown.request().getParameter("organization");
        shown.model().addAttribute("offers", elsewhere.to(organization, next));
        return page;
    }
}
