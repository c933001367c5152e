package io.tenantry.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.tenancy.OrganizationKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OrganizationsTest extends HubTest {
    private static final Field NAME =
            Field.text("name", "name").foldedIn("name_ci").required();
    private static final Catalogue FIELDS = Catalogue.of(Field.id("id", "organization_id"), NAME);
    private static final Caller OPERATOR = TestOrganizations.everywhere();

    @Autowired
    private Organizations organizations;

    private OrganizationId reseller;

    @BeforeEach
    void makeReseller() {
        reseller = make(TestOrganizations.root(), OrganizationKind.RESELLER, "Fjord Resale")
                .id();
    }

    @Test
    void keepsWhatItWasCreatedWith() {
        UUID tenant = UUID.randomUUID();
        Organization.Profile profile = new Organization.Profile(
                OrganizationKind.CUSTOMER, " Åkers Bruk ", "local", tenant, "sv-se", Map.of("costCentre", "4711"));
        OrganizationId id = organizations
                .create(
                        OPERATOR,
                        reseller,
                        new NewOrganization(profile, Set.of("gold"), domainNames("Akers.example", "akers.se")))
                .id();

        Organization found = organizations.get(OPERATOR, id);

        assertThat(found.name()).isEqualTo("Åkers Bruk");
        assertThat(found.parent()).isEqualTo(reseller);
        assertThat(found.profile().locale()).isEqualTo("sv-SE");
        assertThat(found.profile().microsoftTenantId()).isEqualTo(tenant);
        assertThat(found.profile().settings()).isEqualTo(Map.of("costCentre", "4711"));
        assertThat(found.tags()).containsExactly("gold");
        assertThat(found.domains())
                .extracting(domain -> domain.name().value())
                .containsExactly("akers.example", "akers.se");
        assertThat(found.domains().getFirst().isDefault()).isTrue();
        assertThat(found.domains().getFirst().isInitial()).isTrue();
        assertThat(found.domains().getLast().isDefault()).isFalse();
    }

    @Test
    void refusesATenantThatAnotherOrganizationHas() {
        UUID tenant = UUID.randomUUID();
        Organization.Profile profile =
                new Organization.Profile(OrganizationKind.CUSTOMER, "First", "microsoft", tenant, "en-US", Map.of());
        organizations.create(OPERATOR, reseller, new NewOrganization(profile, Set.of(), List.of()));

        refuses(
                Refusal.Reason.CONFLICT,
                () -> organizations.create(OPERATOR, reseller, new NewOrganization(profile, Set.of(), List.of())));
    }

    @Test
    void listsOnlyWhatTheCallerReaches() {
        OrganizationId mine = make(reseller, OrganizationKind.CUSTOMER, "Mine").id();
        make(reseller, OrganizationKind.CUSTOMER, "Not mine");
        ListQuery all =
                new ListQuery(Condition.ALL, null, FIELDS.total(List.of(Order.ascending(NAME))), 100, 0, null, true);

        var page = organizations.list(TestOrganizations.within(mine), all, false);

        assertThat(page.items()).extracting(Organization::id).containsExactly(mine);
        assertThat(page.total()).isEqualTo(1);
    }

    @Test
    void walksAllPagesWithoutLosingAnyone() {
        List<OrganizationId> made = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            made.add(make(reseller, OrganizationKind.CUSTOMER, "Same name").id());
        }
        Caller caller = TestOrganizations.within(made.toArray(OrganizationId[]::new));
        ListQuery query = ListQuery.first(3, Condition.ALL, FIELDS.total(List.of(Order.descending(NAME))));

        List<OrganizationId> met = new ArrayList<>();
        var page = organizations.list(caller, query, false);
        page.items().forEach(item -> met.add(item.id()));
        while (page.next() != null) {
            page = organizations.list(caller, query.after(page.next()), false);
            page.items().forEach(item -> met.add(item.id()));
        }

        assertThat(met).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void findsByTagOnlyWhatCarriesIt() {
        OrganizationId gold = make(reseller, OrganizationKind.CUSTOMER, "Gold").id();
        OrganizationId plain =
                make(reseller, OrganizationKind.CUSTOMER, "Plain").id();
        organizations.tag(OPERATOR, gold, Set.of("gold", "emea"), Set.of());
        ListQuery query = ListQuery.first(10, Condition.ALL, FIELDS.total(List.of()));

        var page = organizations.tagged(TestOrganizations.within(gold, plain), "gold", query);

        assertThat(page.items()).extracting(Organization::id).containsExactly(gold);
        assertThat(organizations.tag(OPERATOR, gold, Set.of(), Set.of("gold")).tags())
                .containsExactly("emea");
    }

    @Test
    void changesOnlyTheVersionTheCallerSaw() {
        Organization seen = make(reseller, OrganizationKind.CUSTOMER, "Before");

        Organization changed = organizations.change(OPERATOR, seen.id(), seen.version(), named("After"));

        assertThat(changed.name()).isEqualTo("After");
        assertThat(changed.version()).isGreaterThan(seen.version());
        refuses(
                Refusal.Reason.PRECONDITION_FAILED,
                () -> organizations.change(OPERATOR, seen.id(), seen.version(), named("Too late")));
        assertThat(organizations.get(OPERATOR, seen.id()).name()).isEqualTo("After");
    }

    @Test
    void keepsThePastAndWritesDownWhatBecameDifferent() throws SQLException {
        Organization seen = make(reseller, OrganizationKind.CUSTOMER, "Before");

        organizations.change(OPERATOR, seen.id(), null, named("After"));

        assertThat(row("SELECT name FROM organizations_history WHERE organization_id = '" + seen.id() + "'"))
                .isEqualTo("Before");
        assertThat(row(
                        "SELECT before ->> 'name' || '>' || (after ->> 'name') || '>' || target_version FROM audit_events"
                                + " WHERE action = 'organization.change' AND target_id = '" + seen.id() + "'"))
                .isEqualTo("Before>After>2");
    }

    @Test
    void changesNothingForACallerWithoutTheRight() {
        Organization foreign = make(reseller, OrganizationKind.CUSTOMER, "Foreign");
        Caller stranger = TestOrganizations.within(
                make(reseller, OrganizationKind.CUSTOMER, "Home").id());

        refuses(Refusal.Reason.NOT_PERMITTED, () -> organizations.get(stranger, foreign.id()));
        refuses(Refusal.Reason.NOT_PERMITTED, () -> organizations.change(stranger, foreign.id(), null, named("X")));
        refuses(Refusal.Reason.NOT_PERMITTED, () -> organizations.delete(stranger, foreign.id(), null, true));
        refuses(
                Refusal.Reason.NOT_PERMITTED,
                () -> organizations.create(
                        stranger, foreign.id(), newOne(OrganizationKind.CUSTOMER, "Under a foreign parent")));
    }

    @Test
    void movesBetweenParentsOnlyWithRightsOnBothEnds() {
        OrganizationId other = make(TestOrganizations.root(), OrganizationKind.RESELLER, "Other")
                .id();
        Organization customer = make(reseller, OrganizationKind.CUSTOMER, "Moves");

        refuses(
                Refusal.Reason.NOT_PERMITTED,
                () -> organizations.move(TestOrganizations.within(customer.id(), other), customer.id(), other, null));
        refuses(
                Refusal.Reason.NOT_PERMITTED,
                () -> organizations.move(
                        TestOrganizations.within(customer.id(), reseller), customer.id(), other, null));

        Caller both = TestOrganizations.within(customer.id(), reseller, other);
        assertThat(organizations.move(both, customer.id(), other, null).parent())
                .isEqualTo(other);
    }

    @Test
    void neverHangsAnOrganizationBelowItself() {
        OrganizationId inner =
                make(reseller, OrganizationKind.RESELLER, "Inner").id();
        OrganizationId innermost =
                make(inner, OrganizationKind.RESELLER, "Innermost").id();

        refuses(Refusal.Reason.CONFLICT, () -> organizations.move(OPERATOR, reseller, innermost, null));
        refuses(Refusal.Reason.CONFLICT, () -> organizations.move(OPERATOR, reseller, reseller, null));
        refuses(Refusal.Reason.CONFLICT, () -> organizations.move(OPERATOR, TestOrganizations.root(), inner, null));
    }

    @Test
    void putsNothingBelowACustomer() {
        OrganizationId customer =
                make(reseller, OrganizationKind.CUSTOMER, "Leaf").id();

        refuses(
                Refusal.Reason.CONFLICT,
                () -> organizations.create(OPERATOR, customer, newOne(OrganizationKind.CUSTOMER, "Below a leaf")));
        refuses(
                Refusal.Reason.CONFLICT,
                () -> organizations.change(
                        OPERATOR, reseller, null, old -> Organization.Profile.of(OrganizationKind.CUSTOMER, "No")));
    }

    @Test
    void deletesOnlyWhatNothingLivesIn() throws SQLException {
        OrganizationId customer =
                make(reseller, OrganizationKind.CUSTOMER, "Has people").id();
        addUser(customer, "ada@example.com");

        refuses(Refusal.Reason.CONFLICT, () -> organizations.delete(OPERATOR, reseller, null, true));
        refuses(Refusal.Reason.CONFLICT, () -> organizations.delete(OPERATOR, customer, null, false));
        organizations.delete(OPERATOR, customer, null, true);
        refuses(Refusal.Reason.NOT_FOUND, () -> organizations.get(OPERATOR, customer));
        organizations.delete(OPERATOR, reseller, null, false);
    }

    @Test
    void restoresWhatWasDeletedButNotBelowADeletedParent() {
        OrganizationId customer =
                make(reseller, OrganizationKind.CUSTOMER, "Comes back").id();
        organizations.delete(OPERATOR, customer, null, false);
        organizations.delete(OPERATOR, reseller, null, false);

        refuses(Refusal.Reason.CONFLICT, () -> organizations.restore(OPERATOR, customer));
        organizations.restore(OPERATOR, reseller);
        assertThat(organizations.restore(OPERATOR, customer).deletedAt()).isNull();
        refuses(Refusal.Reason.NOT_FOUND, () -> organizations.restore(OPERATOR, customer));
    }

    private Organization make(OrganizationId parent, OrganizationKind kind, String name) {
        return organizations.create(OPERATOR, parent, newOne(kind, name));
    }

    static NewOrganization newOne(OrganizationKind kind, String name) {
        return new NewOrganization(Organization.Profile.of(kind, name), Set.of(), List.of());
    }

    private static UnaryOperator<Organization.Profile> named(String name) {
        return old -> Organization.Profile.of(old.kind(), name);
    }

    private static List<DomainName> domainNames(String... names) {
        return Arrays.stream(names).map(DomainName::new).toList();
    }

    static void refuses(Refusal.Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    static void addUser(OrganizationId organization, String upn) throws SQLException {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                var insert = connection.prepareStatement("""
                        INSERT INTO users (organization_id, id, object_id, upn, display_name) VALUES (?, ?, ?, ?, 'Ada')
                        """)) {
            insert.setObject(1, organization.value());
            insert.setObject(2, Ids.next());
            insert.setObject(3, Ids.next());
            insert.setString(4, upn);
            insert.executeUpdate();
        }
    }

    private static String row(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
