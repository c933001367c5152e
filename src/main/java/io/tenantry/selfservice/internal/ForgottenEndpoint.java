package io.tenantry.selfservice.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Origins;
import io.tenantry.selfservice.PasswordResets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages for those who have forgotten their password: ask for a mail, and choose another one by its link. */
@Controller
class ForgottenEndpoint {
    private static final String ASK = "account/forgot";
    private static final String ASKED = "account/asked";
    private static final String CHOOSE = "account/reset";
    private static final String DEAD = "account/dead-link";

    private final PasswordResets resets;
    private final Origins origins;
    private final PasswordForms forms;

    ForgottenEndpoint(PasswordResets resets, Origins origins, PasswordForms forms) {
        this.resets = resets;
        this.origins = origins;
        this.forms = forms;
    }

    @GetMapping("/account/forgot")
    String forgot(Visitor visitor) {
        return show(visitor.with("name", ""), ASK);
    }

    /** Says the same whether there is such an account or not. */
    @PostMapping("/account/forgot")
    String ask(Visitor visitor) {
        String name = visitor.sent("name");
        visitor.with("name", name);
        if (!forms.isOurs(visitor)) {
            return show(visitor, ASK);
        }
        try {
            resets.ask(name, origins.network(visitor.request()), visitor.correlationId());
            return show(visitor, ASKED);
        } catch (Refusal refusal) {
            visitor.fail(refusal);
            return show(visitor, ASK);
        }
    }

    @GetMapping("/account/reset")
    String choose(@RequestParam(name = "token", defaultValue = "") String token, Visitor visitor) {
        return choose(visitor, token);
    }

    @PostMapping("/account/reset")
    String replace(Visitor visitor) {
        String token = visitor.sent("token");
        if (forms.isSound(visitor)) {
            try {
                resets.complete(
                        token, visitor.sent("next"), origins.network(visitor.request()), visitor.correlationId());
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
            forms.prepare(visitor.with("token", token).with("name", account.name()), account.organization());
            return CHOOSE;
        } catch (Refusal refusal) {
            visitor.fail(refusal);
            return show(visitor, "account/busy");
        }
    }

    private String show(Visitor visitor, String page) {
        visitor.with("proof", forms.forms().open(visitor.request(), visitor.response()));
        return page;
    }
}
