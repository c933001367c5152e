package io.tenantry.selfservice.internal;

import io.tenantry.invitations.Proof;
import io.tenantry.invitations.Redemptions;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.Origins;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
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
    String look(@RequestParam(name = "token", defaultValue = "") String token, Visitor visitor) {
        return show(visitor, token);
    }

    @PostMapping("/account/invitation")
    String redeem(Visitor visitor) {
        String token = visitor.sent("token");
        if (forms.isSound(visitor)) {
            try {
                redemptions.redeem(
                        token,
                        new Redemptions.Wish(
                                visitor.sent("display-name"),
                                visitor.sent("name"),
                                new Proof.Password(visitor.sent("next")),
                                origins.network(visitor.request())),
                        visitor.correlationId());
                return "redirect:/login?welcome";
            } catch (Refusal refusal) {
                visitor.fail(refusal);
            }
        }
        return show(visitor, token);
    }

    private String show(Visitor visitor, String token) {
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
                .with("displayName", visitor.form().getOrDefault("display-name", waiting.displayName()))
                .with("name", visitor.form().getOrDefault("name", waiting.userName()));
        forms.prepare(visitor, waiting.organization());
        return "account/invitation";
    }

    /** A page without a form, which may load its style all the same. */
    private String plain(Visitor visitor, String page) {
        forms.forms().open(visitor.request(), visitor.response());
        return page;
    }
}
