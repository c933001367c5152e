package io.tenantry.console.people;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.directory.User;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.License;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.Licenses;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.licensing.SubscribedSkus;
import io.tenantry.tenancy.OrganizationId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Giving a person licenses and taking them away. */
@Controller
class PersonLicensesEndpoint {
    private final Users users;
    private final Licenses licenses;
    private final SubscribedSkus skus;

    PersonLicensesEndpoint(Users users, Licenses licenses, SubscribedSkus skus) {
        this.users = users;
        this.licenses = licenses;
        this.skus = skus;
    }

    @GetMapping(PersonEndpoint.PAGE + "/licenses")
    @Requires(Permission.LICENSE_WRITE)
    String form(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        return show(visit, users.get(visit.caller(), Given.organization(organizationId), Given.user(userId)));
    }

    @PostMapping(PersonEndpoint.PAGE + "/licenses")
    @Requires(Permission.LICENSE_WRITE)
    String change(Visit visit, @PathVariable String organizationId, @PathVariable String userId) {
        OrganizationId organization = Given.organization(organizationId);
        User user = users.get(visit.caller(), organization, Given.user(userId));
        LicenseChange change = new LicenseChange(
                ids(visit, "add").stream()
                        .map(sku -> new LicenseChange.Added(sku, Set.of()))
                        .toList(),
                ids(visit, "remove"));
        try {
            Refusal.unless(!change.isEmpty(), Refusal.Reason.MALFORMED, "Choose a license");
            licenses.change(visit.because(), organization, Given.user(userId), change);
            return "redirect:" + PersonRow.link(user) + "?done=licenses#licenses";
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.NOT_PERMITTED) {
                throw refusal;
            }
            visit.refused(refusal);
            return show(visit, user);
        }
    }

    private static List<UUID> ids(Visit visit, String name) {
        String[] values = visit.request().getParameterValues(name);
        return values == null
                ? List.of()
                : List.of(values).stream().map(Given::id).toList();
    }

    private String show(Visit visit, User user) {
        Set<UUID> direct =
                licenses
                        .of(
                                visit.caller(),
                                user.organization(),
                                Given.user(user.id().toString()))
                        .licenses()
                        .stream()
                        .filter(License::isDirect)
                        .map(license -> license.sku().id())
                        .collect(Collectors.toSet());
        List<SubscribedSku> offered = skus.all(visit.caller(), user.organization()).stream()
                .filter(sku -> !direct.contains(sku.sku().id()))
                .sorted(Comparator.comparing((SubscribedSku sku) -> sku.sku().displayName()))
                .toList();
        visit.with("user", user).with("link", PersonRow.link(user)).with("offered", offered);
        return "console/people/licenses";
    }
}
