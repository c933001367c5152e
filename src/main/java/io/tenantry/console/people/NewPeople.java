package io.tenantry.console.people;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.PrincipalKind;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.groups.GroupKinds;
import io.tenantry.console.groups.GroupRow;
import io.tenantry.credentials.UserPasswords;
import io.tenantry.directory.Groups;
import io.tenantry.directory.Memberships;
import io.tenantry.directory.NewUser;
import io.tenantry.directory.OwnGroup;
import io.tenantry.directory.OwnGroups;
import io.tenantry.directory.User;
import io.tenantry.directory.UserChanges;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Values;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.License;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.Licenses;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.licensing.SubscribedSkus;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes people as the form says: the account with its first password, then licenses and groups, and tells what came of each. */
@Component
class NewPeople {
    private static final int GROUPS_MAX = 200;

    private final UserChanges changes;
    private final UserPasswords passwords;
    private final Licensing licensing;
    private final Belongings belongings;

    NewPeople(UserChanges changes, UserPasswords passwords, Licensing licensing, Belongings belongings) {
        this.changes = changes;
        this.passwords = passwords;
        this.licensing = licensing;
        this.belongings = belongings;
    }

    /** What can be given. */
    @Component
    record Licensing(Licenses licenses, SubscribedSkus skus) {}

    /** Where people can belong. */
    @Component
    record Belongings(OwnGroups own, Memberships memberships, Groups groups) {}

    /** A group that somebody new can be put into. */
    record Choice(UUID id, String name) {}

    /**
     * What the form offers besides the person's properties.
     *
     * @param products those of which the organization has units
     * @param chosen the products that the model has directly
     * @param groups the groups that the model or the template has
     */
    record Offer(List<SubscribedSku> products, Set<UUID> chosen, List<Choice> groups) {}

    /**
     * What came of it.
     *
     * @param password the first password, to be told to him this once
     * @param steps what else was to be done
     */
    record Made(User user, String password, List<Step> steps) {}

    /**
     * A step after the account was made.
     *
     * @param problem why it failed, or null
     */
    record Step(String what, @Nullable String problem) {}

    /** What a template can have: all products of the organization, and its groups by name. */
    Offer offer(Caller caller, OrganizationId organization) {
        return new Offer(products(caller, organization), Set.of(), groups(caller, organization, Condition.ALL));
    }

    /** What the form offers that was filled in from a template. */
    Offer offer(Caller caller, OrganizationId organization, PersonTemplate template) {
        List<Condition> ids = template.groups().stream()
                .<Condition>map(id -> new Condition.Compare(GroupRow.CATALOGUE.id(), Condition.Operator.EQUALS, id))
                .toList();
        return new Offer(
                products(caller, organization),
                Set.copyOf(template.skus()),
                ids.isEmpty()
                        ? List.of()
                        : groups(caller, organization, ids.size() == 1 ? ids.getFirst() : new Condition.Or(ids)));
    }

    private List<Choice> groups(Caller caller, OrganizationId organization, Condition condition) {
        List<Order> order = GroupRow.CATALOGUE.total(List.of(Order.ascending(GroupRow.NAME)));
        return mayJoin(caller, organization)
                ? belongings
                        .groups()
                        .list(
                                caller,
                                Set.of(organization),
                                GroupKinds.readable(caller, organization),
                                ListQuery.first(GROUPS_MAX, condition, order))
                        .items()
                        .stream()
                        .map(group -> new Choice(group.id().value(), group.displayName()))
                        .toList()
                : List.of();
    }

    private static boolean mayJoin(Caller caller, OrganizationId organization) {
        return caller.reach(Permission.GROUP_WRITE).covers(organization)
                && caller.reach(Permission.GROUP_READ_BASIC).covers(organization);
    }

    private static boolean mayLicense(Caller caller, OrganizationId organization) {
        return caller.reach(Permission.LICENSE_WRITE).covers(organization)
                && caller.reach(Permission.LICENSE_READ).covers(organization);
    }

    private List<SubscribedSku> products(Caller caller, OrganizationId organization) {
        return mayLicense(caller, organization)
                ? licensing.skus().all(caller, organization).stream()
                        .sorted(Comparator.comparing(
                                (SubscribedSku sku) -> sku.sku().displayName()))
                        .toList()
                : List.of();
    }

    Offer offer(Caller caller, OrganizationId organization, @Nullable User model) {
        boolean mayLicense = mayLicense(caller, organization);
        Set<UUID> chosen = model == null || !mayLicense
                ? Set.of()
                : licensing
                        .licenses()
                        .of(caller, organization, Given.user(model.id().toString()))
                        .licenses()
                        .stream()
                        .filter(License::isDirect)
                        .map(license -> license.sku().id())
                        .collect(Collectors.toSet());
        List<Choice> groups = model == null || !mayJoin(caller, organization)
                ? List.of()
                : belongings.own().of(caller, organization, model.id()).stream()
                        .filter(OwnGroup::direct)
                        .map(group -> new Choice(group.id().value(), group.displayName()))
                        .toList();
        return new Offer(products(caller, organization), chosen, groups);
    }

    /** The account is made whole or not at all; what follows is tried one by one. */
    Made make(Visit visit, OrganizationId organization, PersonForm form) {
        Caller caller = visit.caller();
        Values<UserField> values = form.filled();
        String password = NewPasswords.next();
        User user = changes.create(
                caller,
                organization,
                new NewUser(null, values),
                passwords.first(caller, organization, values, new UserPasswords.Given(password, true)));
        List<Step> steps = new ArrayList<>();
        for (UUID group : ids(visit, "group")) {
            steps.add(step(
                    "Group " + visit.request().getParameter("group-name-" + group), () -> join(caller, user, group)));
        }
        for (UUID sku : ids(visit, "sku")) {
            LicenseChange change = new LicenseChange(List.of(new LicenseChange.Added(sku, Set.of())), List.of());
            steps.add(step(
                    "License " + visit.request().getParameter("sku-name-" + sku),
                    () -> licensing
                            .licenses()
                            .change(caller, organization, Given.user(user.id().toString()), change)));
        }
        return new Made(user, password, steps);
    }

    private void join(Caller caller, User user, UUID group) {
        belongings
                .memberships()
                .add(
                        caller,
                        user.organization(),
                        Given.group(group.toString()),
                        GroupKinds.writable(caller, user.organization()),
                        new Memberships.MemberKey(
                                user.id().value(), false, PrincipalKind.USER, Refusal.Reason.NOT_FOUND, "userId"));
    }

    private static Step step(String what, Runnable doing) {
        try {
            doing.run();
            return new Step(what, null);
        } catch (Refusal refusal) {
            return new Step(what, refusal.getMessage() + ".");
        }
    }

    private static List<UUID> ids(Visit visit, String name) {
        String[] values = visit.request().getParameterValues(name);
        return values == null
                ? List.of()
                : List.of(values).stream().map(Given::id).distinct().toList();
    }
}
