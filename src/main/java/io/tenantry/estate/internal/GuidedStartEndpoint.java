package io.tenantry.estate.internal;

import io.tenantry.access.Attempts;
import io.tenantry.estate.GuidedStart;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Correlation;
import io.tenantry.platform.web.Origins;
import io.tenantry.signin.Forms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page of a hub that nobody administers yet: it asks for the set-up code, and for who is to administer it. */
@Controller
class GuidedStartEndpoint {
    static final String PATH = "/start";

    private static final String TO_LOGIN = "redirect:/login?welcome&continue=%2Fconsole%2Fwelcome";
    private static final int TRIES_PER_MINUTE = 10;
    private static final List<String> SHOWN_AGAIN = List.of("organization", "display-name", "name", "code");

    private final GuidedStart start;
    private final Forms forms;
    private final Attempts attempts;
    private final Origins origins;

    GuidedStartEndpoint(GuidedStart start, Forms forms, Attempts attempts, Origins origins) {
        this.start = start;
        this.forms = forms;
        this.attempts = attempts;
        this.origins = origins;
    }

    /** Somebody before the page. */
    private record Guest(
            HttpServletRequest request, HttpServletResponse response, Model model, Map<String, String> form) {
        String said(String field) {
            return form.getOrDefault(field, "").strip();
        }
    }

    @GetMapping(PATH)
    String ask(HttpServletRequest request, HttpServletResponse response, Model model) {
        return start.isOpen() ? show(new Guest(request, response, model, Map.of()), "", null) : TO_LOGIN;
    }

    /** Works once: from then on, whoever comes is sent to sign in. */
    @PostMapping(PATH)
    String complete(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Guest guest = new Guest(request, response, model, form);
        if (!start.isOpen()) {
            return TO_LOGIN;
        }
        if (!forms.isOurs(request, form.get("proof"))) {
            return refused(guest, HttpStatus.UNPROCESSABLE_CONTENT, "The page was too old. Please try again.", null);
        }
        try {
            attempts.count("set-up", origins.network(request), TRIES_PER_MINUTE);
            String password = form.getOrDefault("next", "");
            Refusal.unless(
                    password.equals(form.get("again")), Refusal.Reason.MALFORMED, "The two passwords differ", "again");
            start.complete(
                    guest.said("code").toLowerCase(Locale.ROOT),
                    new GuidedStart.Answers(
                            guest.said("organization"), guest.said("display-name"), guest.said("name"), password),
                    Correlation.of(request));
            return TO_LOGIN;
        } catch (Refusal refusal) {
            HttpStatus status = switch (refusal.reason()) {
                case NOT_PERMITTED -> HttpStatus.FORBIDDEN;
                case TOO_MANY_CALLS -> HttpStatus.TOO_MANY_REQUESTS;
                case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
                case CONFLICT -> HttpStatus.CONFLICT;
                default -> HttpStatus.UNPROCESSABLE_CONTENT;
            };
            return refused(guest, status, refusal.getMessage() + ".", refusal.target());
        }
    }

    private String refused(Guest guest, HttpStatus status, String message, @Nullable String wrong) {
        guest.response().setStatus(status.value());
        return show(guest, message, wrong);
    }

    private String show(Guest guest, String message, @Nullable String wrong) {
        SHOWN_AGAIN.forEach(field -> guest.model().addAttribute(field.replace("-", ""), guest.said(field)));
        guest.model().addAttribute("message", message);
        guest.model().addAttribute("wrong", wrong);
        guest.model().addAttribute("proof", forms.openWithScript(guest.request(), guest.response()));
        return "signin/start";
    }
}
