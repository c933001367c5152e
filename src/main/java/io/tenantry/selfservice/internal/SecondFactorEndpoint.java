package io.tenantry.selfservice.internal;

import io.tenantry.credentials.NewFactor;
import io.tenantry.credentials.Passkey;
import io.tenantry.credentials.PasskeyQuestion;
import io.tenantry.credentials.Passkeys;
import io.tenantry.credentials.SecondFactors;
import io.tenantry.credentials.SignInProof;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.HubAddress;
import io.tenantry.selfservice.internal.Visits.Person;
import io.tenantry.signin.Onward;
import io.tenantry.signin.QrCode;
import io.tenantry.signin.Sessions;
import io.tenantry.signin.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on which a person looks after his second factor. Whoever wants to change it has just signed in. */
@Controller("accountSecondFactorEndpoint")
@RequestMapping("/account/second-factor")
class SecondFactorEndpoint {
    private static final String SETUP_PAGE = "account/set-up";

    private static final Map<String, String> NEWS = Map.of(
            "removed", "Your app was removed.",
            "key", "Your passkey was added.",
            "key-removed", "Your passkey was removed.");

    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Visits visits;
    private final Sessions sessions;
    private final PasswordForms forms;
    private final HubAddress address;

    SecondFactorEndpoint(
            SecondFactors factors,
            Passkeys passkeys,
            Visits visits,
            Sessions sessions,
            PasswordForms forms,
            HubAddress address) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.visits = visits;
        this.sessions = sessions;
        this.forms = forms;
        this.address = address;
    }

    @GetMapping
    String look(@RequestParam(name = "done", defaultValue = "") String done, Visitor visitor) {
        return visits.by(visitor, person -> overview(person, NEWS.getOrDefault(done, "")));
    }

    @GetMapping("/set-up")
    String setUp(Visitor visitor) {
        return visits.byProven(visitor, person -> {
            try {
                return setUp(person, "");
            } catch (Refusal elsewhere) {
                visitor.fail(elsewhere);
                return overview(person, "");
            }
        });
    }

    @PostMapping("/set-up")
    String keep(Visitor visitor) {
        return visits.byProven(visitor, person -> {
            SignedIn here = person.signedIn();
            String sealed = visitor.sent("setup");
            if (!forms.isOurs(visitor)) {
                return overview(person, "");
            }
            try {
                NewFactor.App app = new NewFactor.App(sealed, visitor.sent("code"));
                List<String> codes = factors.add(here.organization(), here.user(), app, visitor.correlationId());
                return added(person, app, codes);
            } catch (Refusal refusal) {
                visitor.fail(refusal);
                return refusal.reason() == Refusal.Reason.CONFLICT ? overview(person, "") : setUp(person, sealed);
            }
        });
    }

    @PostMapping("/passkeys")
    String keepKey(Visitor visitor) {
        return change(visitor, person -> {
            SignedIn here = person.signedIn();
            NewFactor.Key key =
                    new NewFactor.Key(visitor.sent("question"), visitor.sent("answer"), visitor.sent("name"));
            List<String> codes = passkeys.add(here.organization(), here.user(), key, visitor.correlationId());
            return added(person, key, codes);
        });
    }

    @PostMapping("/passkeys/remove")
    String removeKey(Visitor visitor) {
        return change(visitor, person -> {
            SignedIn here = person.signedIn();
            passkeys.remove(here.organization(), here.user(), id(visitor.sent("passkey")), visitor.correlationId());
            return "redirect:/account/second-factor?done=key-removed";
        });
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "You have no such passkey");
        }
    }

    /** Wherever else somebody is signed in as him, it was without; here he has just proven that he has it. */
    private String added(Person person, NewFactor factor, List<String> codes) {
        SignedIn here = person.signedIn();
        if (!here.proof().isSeveral()) {
            sessions.endOthers(person.caller().actor(), here.organization(), here.user(), person.current());
            sessions.signIn(
                    here.organization(),
                    here.user(),
                    SignInProof.of(factor),
                    person.visitor().request(),
                    person.visitor().response());
        }
        return codes.isEmpty()
                ? "redirect:/account/second-factor" + (factor instanceof NewFactor.Key ? "?done=key" : "")
                : codes(person, codes);
    }

    @PostMapping("/codes")
    String renew(Visitor visitor) {
        return change(visitor, person -> {
            SignedIn here = person.signedIn();
            return codes(person, factors.renewCodes(here.organization(), here.user(), visitor.correlationId()));
        });
    }

    @PostMapping("/remove")
    String remove(Visitor visitor) {
        return change(visitor, person -> {
            SignedIn here = person.signedIn();
            factors.remove(here.organization(), here.user(), visitor.correlationId());
            return "redirect:/account/second-factor?done=removed";
        });
    }

    private String change(Visitor visitor, Function<Person, String> page) {
        return visits.byProven(visitor, person -> {
            if (!forms.isOurs(visitor)) {
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

    private String overview(Person person, String news) {
        SignedIn here = person.signedIn();
        Visitor visitor = person.visitor();
        List<Passkey> keys = passkeys.list(here.organization(), here.user());
        PasskeyQuestion question = visits.isProven(person) ? question(here) : null;
        if (question != null) {
            visitor.with("passkey", question)
                    .with("at", address.of(""))
                    .with("keyName", "Passkey " + (keys.size() + 1));
        }
        visitor.with("proof", forms.forms().openWithScript(visitor.request(), visitor.response()))
                .with("news", news)
                .with("keys", keys)
                .with("factor", visits.held(person))
                .with("moment", (Function<Instant, String>) AccountEndpoint.MOMENT::format);
        return "account/second-factor";
    }

    /** What a new passkey is made by; null for people whom another place signs in. */
    private @Nullable PasskeyQuestion question(SignedIn here) {
        try {
            return passkeys.toMake(here.organization(), here.user());
        } catch (Refusal elsewhere) {
            return null;
        }
    }

    private String setUp(Person person, String sealed) {
        SignedIn here = person.signedIn();
        SecondFactors.Setup setup = factors.setup(here.organization(), here.user(), sealed);
        open(person).with("setup", setup).with("qr", QrCode.of(setup.address()));
        return SETUP_PAGE;
    }

    private String codes(Person person, List<String> codes) {
        open(person).with("codes", codes).with("next", Onward.SECOND_FACTOR);
        return "signin/recovery-codes";
    }

    private Visitor open(Person person) {
        Visitor visitor = person.visitor();
        return visitor.with("proof", forms.forms().open(visitor.request(), visitor.response()));
    }
}
