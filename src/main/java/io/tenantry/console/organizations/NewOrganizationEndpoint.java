package io.tenantry.console.organizations;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.organizations.NewOrganization;
import io.tenantry.organizations.Organizations;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.tenancy.OrganizationKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** A new organization below another. */
@Controller
class NewOrganizationEndpoint {
    private static final String PATH = "/console/organizations/new";

    private final Organizations organizations;

    NewOrganizationEndpoint(Organizations organizations) {
        this.organizations = organizations;
    }

    /** Below the caller's own, where no other is named. */
    @GetMapping(PATH)
    @Requires(Permission.ORGANIZATION_WRITE)
    String form(Visit visit) {
        return show(visit, parent(visit));
    }

    @PostMapping(PATH)
    @Requires(Permission.ORGANIZATION_WRITE)
    String create(Visit visit) {
        OrganizationId parent = parent(visit);
        try {
            String kind = visit.required("kind");
            Refusal.unless(
                    kind.equals("customer") || kind.equals("reseller"),
                    Refusal.Reason.MALFORMED,
                    "The kind is customer or reseller",
                    "kind");
            Organization.Profile profile = Organization.Profile.of(
                    kind.equals("customer") ? OrganizationKind.CUSTOMER : OrganizationKind.RESELLER,
                    visit.required("name"));
            List<DomainName> domains =
                    parts(visit.field("domains")).stream().map(DomainName::new).toList();
            Organization made = organizations.create(
                    visit.caller(),
                    parent,
                    new NewOrganization(profile, Set.copyOf(parts(visit.field("tags"))), domains));
            return "redirect:" + OrganizationsEndpoint.link(made);
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_PERMITTED) {
                throw refusal;
            }
            visit.refused(refusal);
            return show(visit, parent);
        }
    }

    private String show(Visit visit, OrganizationId parent) {
        visit.with("parent", parent)
                .with(
                        "parentName",
                        organizations.names(visit.caller(), Set.of(parent)).get(parent))
                .with("name", visit.field("name"))
                .with("tags", visit.field("tags"))
                .with("domains", visit.field("domains"));
        return "console/organizations/new";
    }

    private static OrganizationId parent(Visit visit) {
        String named = visit.field("parent");
        OrganizationId home = visit.caller().home();
        if (named == null && home == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "Say below which organization", "parent");
        }
        return named == null && home != null ? home : Given.organization(String.valueOf(named));
    }

    private static List<String> parts(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
