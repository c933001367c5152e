package io.tenantry.selfservice.internal;

import io.tenantry.signin.Forms;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Forms in which somebody chooses a password: what such a page shows, and whether what was sent can be one. */
@Component
record PasswordForms(Forms forms, PasswordHintEndpoint hints) {
    private static final String OLD_PAGE = "The page was too old. Please try again.";

    /** What the page needs for passwords of this organization. */
    void prepare(Visitor visitor, OrganizationId organization) {
        visitor.with("advice", hints.words(organization))
                .with("proof", forms.openWithScript(visitor.request(), visitor.response()));
    }

    /** Whether the form came from our page and has the same password twice; the visitor is told when not. */
    boolean isSound(Visitor visitor) {
        if (!isOurs(visitor)) {
            return false;
        }
        boolean alike = visitor.sent("next").equals(visitor.form().get("again"));
        if (!alike) {
            visitor.fail(HttpStatus.UNPROCESSABLE_CONTENT, "The two passwords differ.");
        }
        return alike;
    }

    /** Whether the form came from our page; the visitor is told when not. */
    boolean isOurs(Visitor visitor) {
        boolean ours = forms.isOurs(visitor.request(), visitor.form().get("proof"));
        if (!ours) {
            visitor.fail(HttpStatus.UNPROCESSABLE_CONTENT, OLD_PAGE);
        }
        return ours;
    }
}
