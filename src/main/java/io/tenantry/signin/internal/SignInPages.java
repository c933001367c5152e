package io.tenantry.signin.internal;

import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.PasskeyQuestion;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.HubAddress;
import io.tenantry.signin.Forms;
import io.tenantry.signin.Onward;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/** What the pages have in common on which people sign in, from the first to the one they wanted. */
@Component
class SignInPages {
    private static final String OLD_PAGE = "The page was too old. Please try again.";

    private final Forms forms;
    private final Browsers browsers;
    private final OfferedElsewhere elsewhere;
    private final HubAddress address;

    SignInPages(Forms forms, Browsers browsers, OfferedElsewhere elsewhere, HubAddress address) {
        this.address = address;
        this.forms = forms;
        this.browsers = browsers;
        this.elsewhere = elsewhere;
    }

    /**
     * A page that somebody is shown. Endpoints take it as a parameter.
     *
     * @param form what he has sent, empty when he only looks
     */
    record Shown(HttpServletRequest request, HttpServletResponse response, ModelMap model, Map<String, String> form) {
        /** Where he wants to go in the end, or null. */
        @Nullable
        String onward() {
            String wanted = form.get("continue");
            return Onward.safe(wanted == null ? request.getParameter("continue") : wanted);
        }

        String sent(String name) {
            return form.getOrDefault(name, "");
        }

        /** The address of another of these pages, from which he goes on to where he wants. */
        String redirect(String path) {
            String onward = onward();
            return "redirect:" + path
                    + (onward == null ? "" : "?continue=" + URLEncoder.encode(onward, StandardCharsets.UTF_8));
        }
    }

    /** Whether the form came from one of these pages. */
    boolean isOurs(Shown shown) {
        return forms.isOurs(shown.request(), shown.form().get("proof"));
    }

    /** Signs the person in, and sends him where he wanted to go. */
    String welcome(Shown shown, LogonResult.Welcome welcome) {
        signIn(shown, welcome);
        Duration left = welcome.passwordExpiresIn();
        if (left != null) {
            shown.model().addAttribute("days", left.toDays());
            return show(shown, "signin/expiring", null);
        }
        String onward = shown.onward();
        return "redirect:" + (onward == null ? Onward.ACCOUNT : onward);
    }

    void signIn(Shown shown, LogonResult.Welcome welcome) {
        browsers.signIn(welcome.organization(), welcome.user(), welcome.proof(), shown.request(), shown.response());
    }

    String tooOld(Shown shown, String page) {
        return refuse(shown, page, OLD_PAGE);
    }

    String refuse(Shown shown, String page, String message) {
        shown.response().setStatus(HttpStatus.UNAUTHORIZED.value());
        return show(shown, page, message);
    }

    String fail(Shown shown, String page, Refusal refusal) {
        boolean busy = refusal.reason() == Refusal.Reason.BUSY;
        shown.response().setStatus((busy ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNPROCESSABLE_CONTENT).value());
        return show(shown, page, refusal.getMessage() + ".");
    }

    /** What a page offers that can be answered with a passkey; it is shown to those whose browser can. */
    void offer(Shown shown, PasskeyQuestion question) {
        shown.model().addAttribute("passkey", question);
        shown.model().addAttribute("at", address.of(""));
    }

    String show(Shown shown, String page, @Nullable String message) {
        String onward = shown.onward();
        boolean runsScript = shown.model().containsAttribute("passkey");
        shown.model()
                .addAttribute(
                        "proof",
                        runsScript
                                ? forms.openWithScript(shown.request(), shown.response())
                                : forms.open(shown.request(), shown.response()));
        shown.model().addAttribute("onward", onward == null ? "" : onward);
        shown.model().addAttribute("message", message == null ? "" : message);
        shown.model().addAttribute("name", shown.sent("name"));
        String organization = shown.request().getParameter("organization");
        shown.model().addAttribute("offers", elsewhere.to(organization, onward));
        return page;
    }
}
