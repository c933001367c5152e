package io.tenantry.directory;

import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.organizations.NewOrganization;
import io.tenantry.organizations.Organizations;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.tenancy.OrganizationKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A fresh organization for each test, and short words for what the tests do in it. */
@EveryPostgres
abstract class DirectoryTest extends HubTest {
    static final Catalogue FIELDS = Catalogue.of(
            UserField.ID.named("id"),
            UserField.DISPLAY_NAME.named("displayName"),
            UserField.UPN.named("upn"),
            UserField.DEPARTMENT.named("department"),
            UserField.CREATED.named("created"));

    static final Caller OPERATOR = TestOrganizations.everywhere();

    @Autowired
    Users users;

    @Autowired
    UserChanges changes;

    @Autowired
    private Organizations organizations;

    OrganizationId home = new OrganizationId(new UUID(0, 0));
    String domain = "";

    @BeforeEach
    void makeHome() {
        domain = "d" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        home = organization("Home of " + domain, domain);
    }

    OrganizationId organization(String name, String itsDomain) {
        return organizations
                .create(
                        OPERATOR,
                        TestOrganizations.root(),
                        new NewOrganization(
                                new Organization.Profile(
                                        OrganizationKind.CUSTOMER, name, "local", null, "en-US", Map.of()),
                                Set.of(),
                                List.of(new DomainName(itsDomain))))
                .id();
    }

    User make(String displayName, String name) {
        return make(displayName, name, new Values<>());
    }

    User make(String displayName, String name, Values<UserField> more) {
        more.set(UserField.DISPLAY_NAME, displayName).set(UserField.UPN, name + "@" + domain);
        return changes.create(OPERATOR, home, new NewUser(null, more), Alongside.NOTHING);
    }

    static ListQuery byName(Condition filter, @Nullable String search, int limit) {
        List<Order> order = FIELDS.total(List.of(Order.ascending(FIELDS.sortable("displayName"))));
        return new ListQuery(filter, search, order, limit, 0, null, true);
    }

    static UserKey key(User user) {
        return new UserKey.Id(user.id());
    }

    static Values<UserField> values(UserField field, @Nullable Object value) {
        return new Values<UserField>().set(field, value);
    }
}
