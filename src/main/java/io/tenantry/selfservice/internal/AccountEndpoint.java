package io.tenantry.selfservice.internal;

import io.tenantry.directory.OwnGroups;
import io.tenantry.directory.UserStates;
import io.tenantry.kernel.Refusal;
import io.tenantry.selfservice.MyAccount;
import io.tenantry.selfservice.internal.Visits.Person;
import io.tenantry.signin.Sessions;
import io.tenantry.signin.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
    String overview(
            @RequestParam(name = "done", required = false) @Nullable String done,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return visits.by(new Visitor(request, response, model), person -> {
            String news = done == null ? null : NEWS.get(done);
            person.visitor().with("message", "");
            return overview(person, news == null ? "" : news);
        });
    }

    @PostMapping("/account/sessions/end")
    String endSession(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return visits.by(new Visitor(request, response, model), person -> {
            if (!forms.isOurs(person.visitor(), form)) {
                return overview(person, "");
            }
            try {
                account.endSession(person.caller(), UUID.fromString(form.getOrDefault("session", "")));
                return "redirect:/account?done=session#sessions";
            } catch (IllegalArgumentException | Refusal gone) {
                person.visitor().fail(HttpStatus.UNPROCESSABLE_CONTENT, "That session had already ended.");
                return overview(person, "");
            }
        });
    }

    @PostMapping("/account/sessions/end-others")
    String endOthers(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return visits.by(new Visitor(request, response, model), person -> {
            if (!forms.isOurs(person.visitor(), form)) {
                return overview(person, "");
            }
            account.endOtherSessions(person.caller(), person.current());
            return "redirect:/account?done=sessions#sessions";
        });
    }

    @PostMapping("/account/sign-out")
    String signOut(@RequestParam Map<String, String> form, HttpServletRequest request, HttpServletResponse response) {
        if (forms.forms().isOurs(request, form.get("proof"))) {
            sessions.signOut(request, response);
        }
        return "redirect:/login?signed-out";
    }

    @GetMapping("/account/password")
    String password(HttpServletRequest request, HttpServletResponse response, Model model) {
        return visits.by(new Visitor(request, response, model), person -> {
            person.visitor().with("message", "");
            return password(person);
        });
    }

    @PostMapping("/account/password")
    String changePassword(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return visits.by(new Visitor(request, response, model), person -> {
            if (!forms.isSound(person.visitor(), form)) {
                return password(person);
            }
            try {
                account.changePassword(
                        person.caller(), form.getOrDefault("password", ""), form.getOrDefault("next", ""));
            } catch (Refusal refusal) {
                person.visitor().fail(refusal);
                return password(person);
            }
            // His sessions have ended with the old password, this one too; but here he has just proved who he is.
            SignedIn here = person.signedIn();
            sessions.signIn(here.organization(), here.user(), here.proof(), request, response);
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
