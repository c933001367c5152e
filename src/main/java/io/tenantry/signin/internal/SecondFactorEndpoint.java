package io.tenantry.signin.internal;

import io.tenantry.credentials.Halfway;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import io.tenantry.signin.Onward;
import io.tenantry.signin.QrCode;
import io.tenantry.signin.internal.SignInPages.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages after the password: where people prove their second factor, or set one up because they have to. */
@Controller
class SecondFactorEndpoint {
    static final String CODE = "/login/code";
    static final String SETUP = "/login/set-up";

    private static final String CODE_PAGE = "signin/code";
    private static final String SETUP_PAGE = "signin/set-up";
    private static final String LATE = "redirect:/login?late";
    private static final String WRONG = "That code does not fit, was used already, or there were too many tries. "
            + "Wait for the next one and try again.";

    private final Logons logons;
    private final SecondFactors factors;
    private final SignInPages pages;
    private final HalfwayCookie halfway;

    SecondFactorEndpoint(Logons logons, SecondFactors factors, SignInPages pages, HalfwayCookie halfway) {
        this.logons = logons;
        this.factors = factors;
        this.pages = pages;
        this.halfway = halfway;
    }

    @GetMapping(CODE)
    String ask(HttpServletRequest request, HttpServletResponse response, Model model) {
        return halfway.recall(request) == null
                ? LATE
                : pages.show(new Shown(request, response, model, Map.of()), CODE_PAGE, null);
    }

    @PostMapping(CODE)
    String confirm(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Shown shown = new Shown(request, response, model, form);
        Halfway person = halfway.recall(request);
        if (person == null) {
            return LATE;
        }
        if (!pages.isOurs(shown)) {
            return pages.tooOld(shown, CODE_PAGE);
        }
        if (logons.confirm(person, shown.sent("code"), Correlation.of(request))
                instanceof LogonResult.Welcome welcome) {
            halfway.forget(request, response);
            return pages.welcome(shown, welcome);
        }
        return pages.refuse(shown, CODE_PAGE, WRONG);
    }

    @GetMapping(SETUP)
    String setUp(HttpServletRequest request, HttpServletResponse response, Model model) {
        Shown shown = new Shown(request, response, model, Map.of());
        Halfway person = halfway.recall(request);
        if (person == null) {
            return LATE;
        }
        try {
            show(shown, factors.begin(person.organization(), person.user()));
            return pages.show(shown, SETUP_PAGE, null);
        } catch (Refusal gone) {
            return LATE;
        }
    }

    @PostMapping(SETUP)
    String keep(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Shown shown = new Shown(request, response, model, form);
        Halfway person = halfway.recall(request);
        if (person == null) {
            return LATE;
        }
        String sealed = shown.sent("setup");
        if (!pages.isOurs(shown)) {
            show(shown, factors.again(person.organization(), person.user(), sealed));
            return pages.tooOld(shown, SETUP_PAGE);
        }
        try {
            Logons.Enrolled enrolled = logons.enrol(person, sealed, shown.sent("code"), Correlation.of(request));
            if (!(enrolled.result() instanceof LogonResult.Welcome welcome)) {
                return LATE;
            }
            halfway.forget(request, response);
            pages.signIn(shown, welcome);
            model.addAttribute("codes", enrolled.recoveryCodes());
            model.addAttribute("next", Objects.requireNonNullElse(shown.onward(), Onward.ACCOUNT));
            return pages.show(shown, "signin/recovery-codes", null);
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.CONFLICT) {
                return LATE;
            }
            show(shown, factors.again(person.organization(), person.user(), sealed));
            return pages.fail(shown, SETUP_PAGE, refusal);
        }
    }

    private static void show(Shown shown, SecondFactors.Setup setup) {
        shown.model().addAttribute("setup", setup);
        shown.model().addAttribute("qr", QrCode.of(setup.address()));
    }
}
