package io.tenantry.console.webhooks;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.events.Webhooks;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Adding a webhook. */
@Controller
class NewWebhookEndpoint {
    private static final String PATH = WebhooksEndpoint.PATH + "/new";

    private final Webhooks webhooks;
    private final WebhookView view;
    private final Where where;

    NewWebhookEndpoint(Webhooks webhooks, WebhookView view, Where where) {
        this.webhooks = webhooks;
        this.view = view;
        this.where = where;
    }

    /** The form; before it, where no organization is named, the choice of one. */
    @GetMapping(PATH)
    @Requires(Permission.WEBHOOK_WRITE)
    String form(Visit visit) {
        String organization = visit.field("organization");
        return organization == null
                ? where.ask(visit, "New webhook", PATH, Permission.WEBHOOK_WRITE)
                : show(visit, Given.organization(organization), WebhookForm.EMPTY);
    }

    /** Adds it and shows the secret that its deliveries are signed with, this once. */
    @PostMapping(PATH)
    @Requires(
            value = {Permission.WEBHOOK_WRITE, Permission.EVENT_READ},
            note = "with all below for every organization there")
    String create(Visit visit) {
        OrganizationId organization = Given.organization(visit.required("organization"));
        WebhookForm form = WebhookForm.of(visit);
        try {
            Webhooks.Made made = webhooks.create(visit.caller(), organization, form.wanted());
            visit.with("secret", made.secret())
                    .with("news", "The webhook is there. Try it out, once its receiver knows the secret.");
            return view.show(visit, organization, made.webhook().id());
        } catch (Refusal refusal) {
            visit.refused(refusal);
            return show(visit, organization, form);
        }
    }

    private String show(Visit visit, OrganizationId organization, WebhookForm form) {
        visit.with("organization", organization)
                .with("organizationName", where.name(visit, organization))
                .with("form", form);
        return "console/webhooks/new";
    }
}
