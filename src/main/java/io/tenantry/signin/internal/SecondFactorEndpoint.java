package io.tenantry.signin.internal;

import io.tenantry.credentials.Halfway;
import io.tenantry.credentials.LogonResult;
import io.tenantry.credentials.Logons;
import io.tenantry.credentials.NewFactor;
import io.tenantry.credentials.Passkeys;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import io.tenantry.signin.Onward;
import io.tenantry.signin.QrCode;
import io.tenantry.signin.internal.SignInPages.Shown;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

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
    private static final String WRONG_KEY = "That passkey is none of yours. Try another, or type a code.";

    private final Logons logons;
    private final Factors factors;
    private final SignInPages pages;
    private final HalfwayCookie halfway;

    SecondFactorEndpoint(Logons logons, Factors factors, SignInPages pages, HalfwayCookie halfway) {
        this.logons = logons;
        this.factors = factors;
        this.pages = pages;
        this.halfway = halfway;
    }

    /** What there is beside passwords. */
    @Component("factorsAtSignIn")
    record Factors(SecondFactors apps, Passkeys keys) {}

    @GetMapping(CODE)
    String ask(Shown shown) {
        Halfway person = halfway.recall(shown.request());
        return person == null ? LATE : pages.show(offering(shown, person), CODE_PAGE, null);
    }

    @PostMapping(CODE)
    String confirm(Shown shown) {
        return asking(
                shown, person -> logons.confirm(person, shown.sent("code"), Correlation.of(shown.request())), WRONG);
    }

    @PostMapping(CODE + "/passkey")
    String confirmWithKey(Shown shown) {
        return asking(
                shown,
                person -> logons.confirm(
                        person, shown.sent("question"), shown.sent("answer"), Correlation.of(shown.request())),
                WRONG_KEY);
    }

    private String asking(Shown shown, Function<Halfway, LogonResult> answer, String wrong) {
        Halfway person = halfway.recall(shown.request());
        if (person == null) {
            return LATE;
        }
        if (!pages.isOurs(shown)) {
            return pages.tooOld(offering(shown, person), CODE_PAGE);
        }
        if (answer.apply(person) instanceof LogonResult.Welcome welcome) {
            halfway.forget(shown.request(), shown.response());
            return pages.welcome(shown, welcome);
        }
        return pages.refuse(offering(shown, person), CODE_PAGE, wrong);
    }

    /** A page that offers a passkey to whoever has one. */
    private Shown offering(Shown shown, Halfway person) {
        if (factors.apps().held(person.organization(), person.user()).passkeys() > 0) {
            pages.offer(shown, factors.keys().toConfirm(person));
        }
        return shown;
    }

    @GetMapping(SETUP)
    String setUp(Shown shown) {
        Halfway person = halfway.recall(shown.request());
        if (person == null) {
            return LATE;
        }
        try {
            return pages.show(offering(shown, person, ""), SETUP_PAGE, null);
        } catch (Refusal gone) {
            return LATE;
        }
    }

    @PostMapping(SETUP)
    String keep(Shown shown) {
        return keep(shown, new NewFactor.App(shown.sent("setup"), shown.sent("code")));
    }

    @PostMapping(SETUP + "/passkey")
    String keepKey(Shown shown) {
        return keep(shown, new NewFactor.Key(shown.sent("question"), shown.sent("answer"), shown.sent("name")));
    }

    private String keep(Shown shown, NewFactor factor) {
        Halfway person = halfway.recall(shown.request());
        if (person == null) {
            return LATE;
        }
        try {
            if (!pages.isOurs(shown)) {
                return pages.tooOld(offering(shown, person, shown.sent("setup")), SETUP_PAGE);
            }
            Logons.Enrolled enrolled = logons.enrol(person, factor, Correlation.of(shown.request()));
            if (!(enrolled.result() instanceof LogonResult.Welcome welcome)) {
                return LATE;
            }
            halfway.forget(shown.request(), shown.response());
            pages.signIn(shown, welcome);
            shown.model().addAttribute("codes", enrolled.recoveryCodes());
            shown.model().addAttribute("next", Objects.requireNonNullElse(shown.onward(), Onward.ACCOUNT));
            return pages.show(shown, "signin/recovery-codes", null);
        } catch (Refusal refusal) {
            return refusal.reason() == Refusal.Reason.CONFLICT
                    ? LATE
                    : pages.fail(offering(shown, person, shown.sent("setup")), SETUP_PAGE, refusal);
        }
    }

    /** A page on which something is set up, with the same secret as before when it is shown again. */
    private Shown offering(Shown shown, Halfway person, String sealed) {
        SecondFactors.Setup setup = factors.apps().setup(person.organization(), person.user(), sealed);
        shown.model().addAttribute("setup", setup);
        shown.model().addAttribute("qr", QrCode.of(setup.address()));
        shown.model().addAttribute("keyName", "My first passkey");
        pages.offer(shown, factors.keys().toMake(person.organization(), person.user()));
        return shown;
    }
}
