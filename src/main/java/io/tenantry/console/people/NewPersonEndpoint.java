package io.tenantry.console.people;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.organizations.Where;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** A new person in one form, from nothing or like somebody who is there. */
@Controller
class NewPersonEndpoint {
    private static final String PATH = "/console/people/new";
    private static final int NUMBERS_MAX = 50;

    private final Users users;
    private final Organizations organizations;
    private final NewPeople newPeople;
    private final PersonTemplates templates;
    private final Where where;

    NewPersonEndpoint(
            Users users, Organizations organizations, NewPeople newPeople, PersonTemplates templates, Where where) {
        this.users = users;
        this.organizations = organizations;
        this.newPeople = newPeople;
        this.templates = templates;
        this.where = where;
    }

    /** The form; before it, where no organization is named, the choice of one. */
    @GetMapping(PATH)
    @Requires(Permission.USER_WRITE)
    String form(Visit visit) {
        String named = visit.field("organization");
        if (named == null) {
            return where.ask(visit, "New person", PATH, Permission.USER_WRITE);
        }
        OrganizationId organization = Given.organization(named);
        String like = visit.field("like");
        User model = like == null ? null : users.get(visit.caller(), organization, Given.user(like));
        PersonTemplate template = template(visit, organization);
        PersonForm form = template == null ? PersonForm.like(model) : PersonForm.of(template.properties());
        return show(visit, organization, model, form);
    }

    /** Says while one types whether a sign-in name is free. */
    @GetMapping(PATH + "/check")
    @Requires(Permission.USER_READ)
    String check(Visit visit) {
        OrganizationId organization = Given.organization(visit.required("organization"));
        String name = visit.field(PersonColumns.name(UserField.UPN));
        visit.with("upn", name).with("taken", name == null ? null : holder(visit, organization, name));
        return "console/people/check";
    }

    @PostMapping(PATH)
    @Requires(value = Permission.USER_WRITE, note = "license.write to give licenses, group.write to put into groups")
    String create(Visit visit) {
        OrganizationId organization = Given.organization(visit.required("organization"));
        String like = visit.field("like");
        PersonForm form = PersonForm.of(visit);
        PersonTemplate template = template(visit, organization);
        try {
            if (template != null && form.text(UserField.UPN).isEmpty()) {
                form.fill(UserField.UPN, free(visit, organization, template, form));
            }
            NewPeople.Made made = newPeople.make(visit, organization, form);
            visit.with("made", made).with("link", PersonRow.link(made.user()));
            return "console/people/made";
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_PERMITTED) {
                throw refusal;
            }
            visit.refused(refusal);
            User model = like == null ? null : users.get(visit.caller(), organization, Given.user(like));
            return show(visit, organization, model, form);
        }
    }

    private @Nullable PersonTemplate template(Visit visit, OrganizationId organization) {
        String named = visit.field("template");
        return named == null ? null : templates.get(visit.caller(), organization, Given.id(named));
    }

    /** A sign-in name after the template's pattern that nobody has: one that is taken gets a number. */
    private String free(Visit visit, OrganizationId organization, PersonTemplate template, PersonForm form) {
        String wanted = template.upn(form.text(UserField.GIVEN_NAME), form.text(UserField.SURNAME));
        if (wanted == null) {
            throw new Refusal(
                    Refusal.Reason.MALFORMED,
                    "The sign-in name is made of the given name and the surname; fill them in, or write it yourself",
                    PersonColumns.name(UserField.UPN));
        }
        int at = wanted.indexOf('@');
        for (int number = 1; number <= NUMBERS_MAX; number++) {
            String name = number == 1 ? wanted : wanted.substring(0, at) + number + wanted.substring(at);
            if (holder(visit, organization, name) == null) {
                return name;
            }
        }
        throw new Refusal(
                Refusal.Reason.CONFLICT, "Too many people have this name; write the sign-in name yourself", "upn");
    }

    private @Nullable User holder(Visit visit, OrganizationId organization, String upn) {
        try {
            return users.get(visit.caller(), organization, new UserKey.Upn(upn));
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_FOUND) {
                return null;
            }
            throw refusal;
        }
    }

    private String show(Visit visit, OrganizationId organization, @Nullable User model, PersonForm form) {
        Organization home = organizations.get(visit.caller(), organization);
        PersonTemplate template = template(visit, organization);
        visit.with("organization", home)
                .with("model", model)
                .with("form", form)
                .with(
                        "domain",
                        home.domains().isEmpty()
                                ? null
                                : home.domains().getFirst().name().value())
                .with("template", template)
                .with("templates", model == null ? templates.list(visit.caller(), organization) : List.of())
                .with(
                        "offer",
                        template == null
                                ? newPeople.offer(visit.caller(), organization, model)
                                : newPeople.offer(visit.caller(), organization, template));
        return "console/people/new";
    }
}
