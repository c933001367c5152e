package io.tenantry.selfservice.internal;

import io.tenantry.invitations.Proof;
import io.tenantry.invitations.Redemptions;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Origins;
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

/** The page that an invitation leads to. Looking at it changes nothing: mail programs open links before people do. */
@Controller
class InvitationEndpoint {
    private final Redemptions redemptions;
    private final Origins origins;
    private final PasswordForms forms;

    InvitationEndpoint(Redemptions redemptions, Origins origins, PasswordForms forms) {
        this.redemptions = redemptions;
        this.origins = origins;
        this.forms = forms;
    }

    @GetMapping("/account/invitation")
    String look(
            @RequestParam(name = "token", required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Visitor visitor = new Visitor(request, response, model).with("message", "");
        return show(visitor, token == null ? "" : token, Map.of());
    }

    @PostMapping("/account/invitation")
    String redeem(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Visitor visitor = new Visitor(request, response, model).with("message", "");
        String token = form.getOrDefault("token", "");
        if (forms.isSound(visitor, form)) {
            try {
                redemptions.redeem(
                        token,
                        new Redemptions.Wish(
                                form.getOrDefault("display-name", ""),
                                form.getOrDefault("name", ""),
                                new Proof.Password(form.getOrDefault("next", "")),
                                origins.network(request)),
                        visitor.correlationId());
                return "redirect:/login?welcome";
            } catch (Refusal refusal) {
                visitor.fail(refusal);
            }
        }
        return show(visitor, token, form);
    }

    private String show(Visitor visitor, String token, Map<String, String> form) {
        visitor.with("again", "");
        Redemptions.Waiting waiting;
        try {
            waiting = redemptions.look(token, origins.network(visitor.request()));
        } catch (Refusal refusal) {
            visitor.fail(refusal);
            return plain(visitor, "account/busy");
        }
        if (waiting == null) {
            visitor.fail(HttpStatus.BAD_REQUEST, "");
            return plain(visitor, "account/dead-link");
        }
        visitor.with("token", token)
                .with("organization", waiting.organizationName())
                .with("displayName", form.getOrDefault("display-name", waiting.displayName()))
                .with("name", form.getOrDefault("name", waiting.userName()));
        forms.prepare(visitor, waiting.organization());
        return "account/invitation";
    }

    /** A page without a form, which may load its style all the same. */
    private String plain(Visitor visitor, String page) {
        forms.forms().open(visitor.request(), visitor.response());
        return page;
    }
}
