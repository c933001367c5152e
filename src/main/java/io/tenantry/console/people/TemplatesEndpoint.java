package io.tenantry.console.people;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.settings.OrganizationTabs;
import io.tenantry.console.settings.SettingsTab;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The templates for new people of an organization: the list, and making and changing one. */
@Controller
class TemplatesEndpoint {
    private static final String PAGE = SettingsTab.PAGE + "/templates";
    private static final String ONE = PAGE + "/{templateId}";

    private final PersonTemplates templates;
    private final NewPeople newPeople;
    private final OrganizationTabs tabs;

    TemplatesEndpoint(PersonTemplates templates, NewPeople newPeople, OrganizationTabs tabs) {
        this.templates = templates;
        this.newPeople = newPeople;
        this.tabs = tabs;
    }

    @GetMapping(PAGE)
    @Requires({Permission.USER_WRITE, Permission.ORGANIZATION_READ})
    String list(Visit visit, @PathVariable String organizationId) {
        OrganizationId organization = Given.organization(organizationId);
        tabs.show(visit, organization, SettingsTab.TEMPLATES);
        visit.with("templates", templates.list(visit.caller(), organization))
                .with("done", visit.field("done"))
                .with("mayWrite", mayWrite(visit.caller(), organization));
        return "console/people/templates";
    }

    /** An empty form where the id is {@code new}. */
    @GetMapping(ONE)
    @Requires({Permission.USER_WRITE, Permission.ORGANIZATION_READ})
    String form(Visit visit, @PathVariable String organizationId, @PathVariable String templateId) {
        OrganizationId organization = Given.organization(organizationId);
        PersonTemplate template =
                templateId.equals("new") ? null : templates.get(visit.caller(), organization, Given.id(templateId));
        return show(
                visit,
                organization,
                template,
                template == null ? Map.of() : template.properties(),
                template == null ? null : template.name());
    }

    @PostMapping(ONE)
    @Requires({Permission.ORGANIZATION_WRITE, Permission.USER_WRITE, Permission.ORGANIZATION_READ})
    String save(Visit visit, @PathVariable String organizationId, @PathVariable String templateId) {
        OrganizationId organization = Given.organization(organizationId);
        PersonTemplate before =
                templateId.equals("new") ? null : templates.get(visit.caller(), organization, Given.id(templateId));
        Map<String, String> properties = new HashMap<>();
        PersonForm.shared().forEach(field -> {
            String text = visit.field(PersonColumns.name(field));
            if (text != null) {
                properties.put(PersonColumns.name(field), text);
            }
        });
        try {
            // What could not be set of a person is refused now rather than for each person that is made.
            PersonForm.of(properties).filled();
            PersonTemplate template = new PersonTemplate(
                    before == null ? Ids.next() : before.id(),
                    visit.required("name"),
                    visit.field("upnPattern"),
                    properties,
                    ids(visit, "group"),
                    ids(visit, "sku"));
            templates.store(visit.caller(), organization, template);
            return "redirect:" + OrganizationTabs.path(organization, SettingsTab.TEMPLATES) + "?done=saved";
        } catch (Refusal refusal) {
            visit.tell(refusal);
            return show(visit, organization, before, properties, visit.field("name"));
        }
    }

    @PostMapping(ONE + "/delete")
    @Requires({Permission.ORGANIZATION_WRITE, Permission.USER_WRITE, Permission.ORGANIZATION_READ})
    String delete(Visit visit, @PathVariable String organizationId, @PathVariable String templateId) {
        OrganizationId organization = Given.organization(organizationId);
        templates.delete(visit.caller(), organization, Given.id(templateId));
        return "redirect:" + OrganizationTabs.path(organization, SettingsTab.TEMPLATES) + "?done=deleted";
    }

    private static boolean mayWrite(Caller caller, OrganizationId organization) {
        return caller.reach(Permission.ORGANIZATION_WRITE).covers(organization);
    }

    private String show(
            Visit visit,
            OrganizationId organization,
            @Nullable PersonTemplate template,
            Map<String, String> properties,
            @Nullable String name) {
        tabs.show(visit, organization, SettingsTab.TEMPLATES);
        boolean isAnswer = visit.model().get("problem") != null;
        visit.with("template", template)
                .with("name", name)
                .with("upnPattern", isAnswer || template == null ? visit.field("upnPattern") : template.upnPattern())
                .with("fields", PersonForm.of(properties).fields(PersonForm.shared()))
                .with("offer", newPeople.offer(visit.caller(), organization))
                .with("groups", isAnswer || template == null ? ids(visit, "group") : template.groups())
                .with("skus", isAnswer || template == null ? ids(visit, "sku") : template.skus())
                .with("mayWrite", mayWrite(visit.caller(), organization));
        return "console/people/template";
    }

    private static List<UUID> ids(Visit visit, String name) {
        String[] values = visit.request().getParameterValues(name);
        return values == null
                ? List.of()
                : Arrays.stream(values).map(Given::id).distinct().toList();
    }
}
