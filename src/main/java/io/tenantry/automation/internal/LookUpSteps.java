package io.tenantry.automation.internal;

import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Groups;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Users;
import io.tenantry.licensing.SubscribedSku;
import io.tenantry.licensing.SubscribedSkus;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.Domain;
import io.tenantry.tenancy.Organization;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Steps that only answer something about an organization. */
@Component
final class LookUpSteps {
    private static final int MOST = 100;

    private final Organizations organizations;
    private final Groups groups;
    private final Users users;
    private final SubscribedSkus products;

    LookUpSteps(Organizations organizations, Groups groups, Users users, SubscribedSkus products) {
        this.organizations = organizations;
        this.groups = groups;
        this.users = users;
        this.products = products;
    }

    StepResult organization(StepRun step) {
        Organization found = organizations.get(step.caller(), step.organization());
        List<String> domains =
                found.domains().stream().map(domain -> domain.name().value()).toList();
        ListQuery all = new ListQuery(Condition.ALL, null, byId(), 1, 0, null, true);
        return Told.of("name", found.name())
                .and(
                        "domain",
                        found.domains().stream()
                                .filter(Domain::isDefault)
                                .map(domain -> domain.name().value())
                                .findFirst()
                                .orElse(null))
                .and("domains", domains)
                .and("people", users.count(step.caller(), step.organization(), all))
                .done();
    }

    StepResult groups(StepRun step) {
        Condition fits = new Condition.Compare(
                GroupField.DISPLAY_NAME.named("displayName"), Condition.Operator.CONTAINS, step.required("name"));
        String kind = step.text("kind");
        Set<Group.Kind> kinds = kind == null ? MembershipSteps.KINDS : Set.of(Group.Kind.ofStored(kind));
        List<Group> found = groups.list(
                        step.caller(),
                        Set.of(step.organization()),
                        kinds,
                        ListQuery.first(MOST, fits, MembershipSteps.byId()))
                .items();
        return Told.of(
                        "groupIds",
                        found.stream().map(group -> group.id().toString()).toList())
                .and("groupNames", found.stream().map(Group::displayName).toList())
                .and("count", found.size())
                .done();
    }

    StepResult people(StepRun step) {
        ListQuery query = new ListQuery(Condition.ALL, step.required("text"), byName(), MOST, 0, null, false);
        List<User> found = users.list(step.caller(), step.organization(), query).items();
        return Told.of(
                        "userIds",
                        found.stream().map(user -> user.id().toString()).toList())
                .and("upns", found.stream().map(User::upn).toList())
                .and("count", found.size())
                .done();
    }

    StepResult products(StepRun step) {
        List<SubscribedSku> found = products.all(step.caller(), step.organization());
        return Told.of(
                        "skuIds",
                        found.stream().map(one -> one.sku().id().toString()).toList())
                .and(
                        "products",
                        found.stream().map(one -> one.sku().partNumber()).toList())
                .and(
                        "available",
                        found.stream()
                                .map(one -> String.valueOf(one.available()))
                                .toList())
                .done();
    }

    private static List<Order> byId() {
        return List.of(Order.ascending(UserField.ID.named("id")));
    }

    private static List<Order> byName() {
        return List.of(
                Order.ascending(UserField.DISPLAY_NAME.named("displayName")),
                Order.ascending(UserField.ID.named("id")));
    }
}
