package io.tenantry.console.organizations;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Page;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The question for which organization something is, before pages that are about one; and what organizations are called. */
@Component
public class Where {
    /** By which addresses and forms name an organization. */
    public static final String ORGANIZATION = "organization";

    private static final int SHOWN = 30;

    private final Organizations organizations;

    Where(Organizations organizations) {
        this.organizations = organizations;
    }

    /**
     * Asks.
     *
     * @param title what is to be done there
     * @param path the page that wants to know; it is told by its parameter {@code organization}
     * @param needed what whoever is asked has to hold there
     */
    public String ask(Visit visit, String title, String path, Permission needed) {
        ListQuery query =
                new ListQuery(Condition.ALL, visit.field("name"), Organizations.BY_NAME, SHOWN, 0, null, false);
        Reach reach = visit.caller().reach(needed);
        List<Organization> found =
                organizations.list(visit.caller(), query, false).items();
        visit.with(
                        "organizations",
                        found.stream().filter(one -> reach.covers(one.id())).toList())
                .with("title", title)
                .with("path", path)
                .with("name", visit.field("name"))
                .with("isFull", found.size() == SHOWN);
        return "console/where";
    }

    /** The organization that the address or form names, or null. */
    public @Nullable OrganizationId given(Visit visit) {
        String given = visit.field(ORGANIZATION);
        return given == null ? null : Given.organization(given);
    }

    /** The organization that the address or form has to name. */
    public OrganizationId required(Visit visit) {
        return Given.organization(visit.required(ORGANIZATION));
    }

    /** What the organization is called that the address names; null where it names none. */
    public @Nullable String named(Visit visit) {
        OrganizationId given = given(visit);
        return given == null ? null : name(visit, given);
    }

    /** Things with the names of their organizations. */
    public <T> Page<Named<T>> named(Visit visit, Page<T> things, Function<T, OrganizationId> home) {
        Set<OrganizationId> homes = things.items().stream().map(home).collect(Collectors.toSet());
        Map<OrganizationId, String> names = organizations.names(visit.caller(), homes);
        return things.map(one -> new Named<>(
                one,
                home.apply(one),
                names.getOrDefault(home.apply(one), home.apply(one).toString())));
    }

    /** What an organization is called, or its id for whoever may not know. */
    public String name(Visit visit, OrganizationId organization) {
        String name = organizations.names(visit.caller(), Set.of(organization)).get(organization);
        return name == null ? organization.toString() : name;
    }
}
