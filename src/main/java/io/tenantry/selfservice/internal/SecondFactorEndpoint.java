package io.tenantry.selfservice.internal;

import io.tenantry.credentials.SecondFactors;
import io.tenantry.credentials.SignInProof;
import io.tenantry.kernel.Refusal;
import io.tenantry.selfservice.internal.Visits.Person;
import io.tenantry.signin.QrCode;
import io.tenantry.signin.Sessions;
import io.tenantry.signin.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on which a person looks after his second factor. Whoever wants to change it has just signed in. */
@Controller("accountSecondFactorEndpoint")
@RequestMapping("/account/second-factor")
class SecondFactorEndpoint {
    private static final String SETUP_PAGE = "account/set-up";

    private final SecondFactors factors;
    private final Visits visits;
    private final Sessions sessions;
    private final PasswordForms forms;

    SecondFactorEndpoint(SecondFactors factors, Visits visits, Sessions sessions, PasswordForms forms) {
        this.factors = factors;
        this.visits = visits;
        this.sessions = sessions;
        this.forms = forms;
    }

    @GetMapping
    String look(
            @RequestParam(name = "done", defaultValue = "") String done,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Visitor visitor = visitor(request, response, model);
        return visits.by(visitor, person -> overview(person, done.equals("removed") ? "Your app was removed." : ""));
    }

    @GetMapping("/set-up")
    String setUp(HttpServletRequest request, HttpServletResponse response, Model model) {
        Visitor visitor = visitor(request, response, model);
        return visits.byProven(visitor, person -> {
            SignedIn here = person.signedIn();
            return setUp(person, factors.begin(here.organization(), here.user()));
        });
    }

    @PostMapping("/set-up")
    String keep(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return visits.byProven(visitor(request, response, model), person -> {
            SignedIn here = person.signedIn();
            String sealed = form.getOrDefault("setup", "");
            try {
                if (!forms.isOurs(person.visitor(), form)) {
                    return setUp(person, factors.again(here.organization(), here.user(), sealed));
                }
                List<String> codes = factors.add(
                        here.organization(),
                        here.user(),
                        sealed,
                        form.getOrDefault("code", ""),
                        person.visitor().correlationId());
                // Wherever else somebody is signed in as him, it was without.
                sessions.endOthers(person.caller().actor(), here.organization(), here.user(), person.current());
                sessions.signIn(here.organization(), here.user(), SignInProof.PASSWORD_AND_CODE, request, response);
                return codes(person, codes);
            } catch (Refusal refusal) {
                person.visitor().fail(refusal);
                return refusal.reason() == Refusal.Reason.CONFLICT
                        ? overview(person, "")
                        : setUp(person, factors.again(here.organization(), here.user(), sealed));
            }
        });
    }

    @PostMapping("/codes")
    String renew(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return change(visitor(request, response, model), form, person -> {
            SignedIn here = person.signedIn();
            return codes(
                    person,
                    factors.renewCodes(
                            here.organization(), here.user(), person.visitor().correlationId()));
        });
    }

    @PostMapping("/remove")
    String remove(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return change(visitor(request, response, model), form, person -> {
            SignedIn here = person.signedIn();
            factors.remove(here.organization(), here.user(), person.visitor().correlationId());
            return "redirect:/account/second-factor?done=removed";
        });
    }

    private String change(Visitor visitor, Map<String, String> form, Function<Person, String> page) {
        return visits.byProven(visitor, person -> {
            if (!forms.isOurs(visitor, form)) {
                return overview(person, "");
            }
            try {
                return page.apply(person);
            } catch (Refusal refusal) {
                visitor.fail(refusal);
                return overview(person, "");
            }
        });
    }

    private static Visitor visitor(HttpServletRequest request, HttpServletResponse response, Model model) {
        return new Visitor(request, response, model).with("message", "");
    }

    private String overview(Person person, String news) {
        open(person).with("news", news).with("factor", visits.held(person)).with("moment", (Function<Instant, String>)
                AccountEndpoint.MOMENT::format);
        return "account/second-factor";
    }

    private String setUp(Person person, SecondFactors.Setup setup) {
        open(person).with("setup", setup).with("qr", QrCode.of(setup.address()));
        return SETUP_PAGE;
    }

    private String codes(Person person, List<String> codes) {
        open(person).with("codes", codes);
        return "account/recovery-codes";
    }

    private Visitor open(Person person) {
        Visitor visitor = person.visitor();
        return visitor.with("proof", forms.forms().open(visitor.request(), visitor.response()));
    }
}
