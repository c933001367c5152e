package io.tenantry.signin.internal;

import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.credentials.Passkeys;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import io.tenantry.signin.internal.SignInPages.Shown;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The pages where people sign in and replace their password. */
@Controller
class LoginEndpoint {
    private static final String LOGIN = "signin/login";
    private static final String PASSWORD = "signin/password";

    /** Never which of the two was wrong, nor whether there is such an account. */
    private static final String WRONG =
            "That name and password do not fit, or there were too many tries. Wait a moment and try again.";

    private static final String WRONG_WITH_CODE =
            "Name, password and code do not fit, or there were too many tries. Wait a moment and try again.";

    private static final String UNKNOWN_KEY =
            "That passkey is not known here any more, or its account cannot sign in. Go another way.";

    /** What happened just before, by the word in the page's address. */
    private static final Map<String, String> NEWS = Map.of(
            "signed-out", "You are signed out.",
            "new-password", "Your password was changed. Sign in with the new one.",
            "welcome", "Your account is ready. Sign in.",
            "again", "To change how you sign in, sign in once more.",
            "late", "That took too long. Sign in again.");

    private final Logons logons;
    private final SignInPages pages;
    private final HalfwayCookie halfway;
    private final Passkeys passkeys;

    LoginEndpoint(Logons logons, SignInPages pages, HalfwayCookie halfway, Passkeys passkeys) {
        this.passkeys = passkeys;
        this.logons = logons;
        this.pages = pages;
        this.halfway = halfway;
    }

    @GetMapping("/login")
    String login(Shown shown) {
        String news = NEWS.keySet().stream()
                .filter(word -> shown.request().getParameter(word) != null)
                .findFirst()
                .map(NEWS::get)
                .orElse(null);
        return pages.show(withPasskey(shown), LOGIN, news);
    }

    @PostMapping("/login")
    String signIn(Shown shown) {
        if (!pages.isOurs(shown)) {
            return pages.tooOld(withPasskey(shown), LOGIN);
        }
        try {
            LogonResult result =
                    logons.signIn(shown.sent("name"), shown.sent("password"), Correlation.of(shown.request()));
            return switch (result) {
                case LogonResult.Denied denied -> pages.refuse(withPasskey(shown), LOGIN, WRONG);
                case LogonResult.Welcome welcome when welcome.mustChange() -> mustChange(shown);
                case LogonResult.Welcome welcome -> pages.welcome(shown, welcome);
                case LogonResult.SecondFactorDue due when due.person().mustChange() -> mustChange(shown);
                case LogonResult.SecondFactorDue due -> {
                    halfway.remember(due.person(), shown.request(), shown.response());
                    yield shown.redirect(SecondFactorEndpoint.CODE);
                }
                case LogonResult.EnrolmentDue due when due.person().mustChange() -> mustChange(shown);
                case LogonResult.EnrolmentDue due -> enrol(shown, due);
            };
        } catch (Refusal busy) {
            return pages.fail(withPasskey(shown), LOGIN, busy);
        }
    }

    @PostMapping("/login/passkey")
    String signInWithKey(Shown shown) {
        if (!pages.isOurs(shown)) {
            return pages.tooOld(withPasskey(shown), LOGIN);
        }
        return logons.signInWithKey(shown.sent("question"), shown.sent("answer"), Correlation.of(shown.request()))
                        instanceof LogonResult.Welcome welcome
                ? pages.welcome(shown, welcome)
                : pages.refuse(withPasskey(shown), LOGIN, UNKNOWN_KEY);
    }

    private Shown withPasskey(Shown shown) {
        pages.offer(shown, passkeys.toSignIn());
        return shown;
    }

    private String mustChange(Shown shown) {
        return pages.show(shown, PASSWORD, "Your password has to be replaced. Please choose a password of your own.");
    }

    private String enrol(Shown shown, LogonResult.EnrolmentDue due) {
        halfway.remember(due.person(), shown.request(), shown.response());
        return shown.redirect(SecondFactorEndpoint.SETUP);
    }

    @GetMapping("/login/password")
    String password(Shown shown) {
        return pages.show(shown, PASSWORD, null);
    }

    @PostMapping("/login/password")
    String replacePassword(Shown shown) {
        String next = shown.sent("next");
        if (!pages.isOurs(shown)) {
            return pages.tooOld(shown, PASSWORD);
        }
        if (!next.equals(shown.form().get("again"))) {
            return pages.refuse(shown, PASSWORD, "The two new passwords differ.");
        }
        if (next.equals(shown.form().get("password"))) {
            return pages.refuse(shown, PASSWORD, "The new password is the old one.");
        }
        try {
            String code = shown.sent("code");
            LogonResult result = logons.replace(
                    shown.sent("name"), shown.sent("password"), next, code, Correlation.of(shown.request()));
            return switch (result) {
                case LogonResult.Denied denied ->
                    pages.refuse(shown, PASSWORD, code.isBlank() ? WRONG : WRONG_WITH_CODE);
                case LogonResult.Welcome welcome -> pages.welcome(shown, welcome);
                case LogonResult.SecondFactorDue due ->
                    pages.refuse(shown, PASSWORD, "You have a second factor: a code of it is needed too.");
                case LogonResult.EnrolmentDue due -> enrol(shown, due);
            };
        } catch (Refusal refusal) {
            return pages.fail(shown, PASSWORD, refusal);
        }
    }
}
