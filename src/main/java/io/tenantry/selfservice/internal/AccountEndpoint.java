package io.tenantry.selfservice.internal;

import io.tenantry.directory.OwnGroups;
import io.tenantry.directory.UserStates;
import io.tenantry.kernel.Refusal;
import io.tenantry.selfservice.MyAccount;
import io.tenantry.selfservice.internal.Visits.Person;
import io.tenantry.signin.Sessions;
import io.tenantry.signin.SignedIn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on which a person who is signed in looks after his account. */
@Controller
class AccountEndpoint {
    private static final Map<String, String> NEWS = Map.of(
            "password", "Your password was changed. You are signed out everywhere else.",
            "session", "That session has ended.",
            "sessions", "All other sessions have ended.");
    static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final MyAccount account;
    private final Known known;
    private final Sessions sessions;
    private final Visits visits;
    private final PasswordForms forms;

    AccountEndpoint(MyAccount account, Known known, Sessions sessions, Visits visits, PasswordForms forms) {
        this.account = account;
        this.known = known;
        this.sessions = sessions;
        this.visits = visits;
        this.forms = forms;
    }

    /** What the directory knows of a person. */
    @Component
    record Known(UserStates states, OwnGroups groups) {}

    @GetMapping("/account")
    String overview(@RequestParam(name = "done", defaultValue = "") String done, Visitor visitor) {
        return visits.by(visitor, person -> overview(person, NEWS.getOrDefault(done, "")));
    }

    @PostMapping("/account/sessions/end")
    String endSession(Visitor visitor) {
        return visits.by(visitor, person -> {
            if (!forms.isOurs(visitor)) {
                return overview(person, "");
            }
            try {
                account.endSession(person.caller(), UUID.fromString(visitor.sent("session")));
                return "redirect:/account?done=session#sessions";
            } catch (IllegalArgumentException | Refusal gone) {
                visitor.fail(HttpStatus.UNPROCESSABLE_CONTENT, "That session had already ended.");
                return overview(person, "");
            }
        });
    }

    @PostMapping("/account/sessions/end-others")
    String endOthers(Visitor visitor) {
        return visits.by(visitor, person -> {
            if (!forms.isOurs(visitor)) {
                return overview(person, "");
            }
            account.endOtherSessions(person.caller(), person.current());
            return "redirect:/account?done=sessions#sessions";
        });
    }

    @PostMapping("/account/sign-out")
    String signOut(Visitor visitor) {
        if (forms.forms().isOurs(visitor.request(), visitor.form().get("proof"))) {
            sessions.signOut(visitor.request(), visitor.response());
        }
        return "redirect:/login?signed-out";
    }

    @GetMapping("/account/password")
    String password(Visitor visitor) {
        return visits.by(visitor, this::password);
    }

    @PostMapping("/account/password")
    String changePassword(Visitor visitor) {
        return visits.by(visitor, person -> {
            if (!forms.isSound(visitor)) {
                return password(person);
            }
            try {
                account.changePassword(person.caller(), visitor.sent("password"), visitor.sent("next"));
            } catch (Refusal refusal) {
                visitor.fail(refusal);
                return password(person);
            }
            // His sessions have ended with the old password, this one too; but here he has just proved who he is.
            SignedIn here = person.signedIn();
            sessions.signIn(here.organization(), here.user(), here.proof(), visitor.request(), visitor.response());
            return "redirect:/account?done=password";
        });
    }

    private String overview(Person person, String news) {
        Visitor visitor = person.visitor().with("news", news);
        visitor.with("proof", forms.forms().open(visitor.request(), visitor.response()))
                .with("user", known.states().self(person.caller()).user())
                .with("groups", known.groups().of(person.caller()))
                .with("factor", visits.held(person))
                .with("sessions", account.sessions(person.caller(), person.current()))
                .with("signIns", account.signIns(person.caller()))
                .with("moment", (Function<Instant, String>) MOMENT::format);
        return "account/overview";
    }

    private String password(Person person) {
        Visitor visitor = person.visitor();
        forms.prepare(
                visitor.with("name", person.caller().actor().name()),
                person.signedIn().organization());
        return "account/password";
    }
}
