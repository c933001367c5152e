package io.tenantry.selfservice.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Origins;
import io.tenantry.selfservice.PasswordResets;
import io.tenantry.signin.Forms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages for those who have forgotten their password: ask for a mail, and choose another one by its link. */
@Controller
class ForgottenEndpoint {
    private static final String OLD_PAGE = "The page was too old. Please try again.";
    private static final String ASK = "account/forgot";
    private static final String ASKED = "account/asked";
    private static final String CHOOSE = "account/reset";
    private static final String DEAD = "account/dead-link";

    private final PasswordResets resets;
    private final Origins origins;
    private final Forms forms;
    private final PasswordHintEndpoint hints;

    ForgottenEndpoint(PasswordResets resets, Origins origins, Forms forms, PasswordHintEndpoint hints) {
        this.hints = hints;
        this.resets = resets;
        this.origins = origins;
        this.forms = forms;
    }

    @GetMapping("/account/forgot")
    String forgot(HttpServletRequest request, HttpServletResponse response, Model model) {
        return show(new Visitor(request, response, model).with("message", "").with("name", ""), ASK);
    }

    /** Says the same whether there is such an account or not. */
    @PostMapping("/account/forgot")
    String ask(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String name = form.getOrDefault("name", "");
        Visitor visitor =
                new Visitor(request, response, model).with("message", "").with("name", name);
        if (!forms.isOurs(request, form.get("proof"))) {
            visitor.fail(HttpStatus.UNPROCESSABLE_CONTENT, OLD_PAGE);
            return show(visitor, ASK);
        }
        try {
            resets.ask(name, origins.network(request), visitor.correlationId());
            return show(visitor, ASKED);
        } catch (Refusal refusal) {
            visitor.fail(refusal);
            return show(visitor, ASK);
        }
    }

    @GetMapping("/account/reset")
    String choose(
            @RequestParam(name = "token", required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return choose(new Visitor(request, response, model).with("message", ""), token == null ? "" : token);
    }

    @PostMapping("/account/reset")
    String replace(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Visitor visitor = new Visitor(request, response, model).with("message", "");
        String token = form.getOrDefault("token", "");
        String next = form.getOrDefault("next", "");
        if (!forms.isOurs(request, form.get("proof"))) {
            visitor.fail(HttpStatus.UNPROCESSABLE_CONTENT, OLD_PAGE);
        } else if (!next.equals(form.get("again"))) {
            visitor.fail(HttpStatus.UNPROCESSABLE_CONTENT, "The two new passwords differ.");
        } else {
            try {
                resets.complete(token, next, origins.network(request), visitor.correlationId());
                return "redirect:/login?new-password";
            } catch (Refusal refusal) {
                visitor.fail(refusal);
            }
        }
        return choose(visitor, token);
    }

    private String choose(Visitor visitor, String token) {
        try {
            PasswordResets.Forgotten account = resets.account(token, origins.network(visitor.request()));
            if (account == null) {
                visitor.fail(HttpStatus.BAD_REQUEST, "");
                return show(visitor.with("again", "/account/forgot"), DEAD);
            }
            visitor.with("token", token)
                    .with("name", account.name())
                    .with("advice", hints.words(account.organization()))
                    .with("proof", forms.openWithScript(visitor.request(), visitor.response()));
            return CHOOSE;
        } catch (Refusal refusal) {
            visitor.fail(refusal);
            return show(visitor, "account/busy");
        }
    }

    private String show(Visitor visitor, String page) {
        visitor.with("proof", forms.open(visitor.request(), visitor.response()));
        return page;
    }
}
