package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Some;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EveryPostgres
class PeopleTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();
    private final Instant now = Instant.now();
    private final Instant lately = now.minus(Duration.ofDays(3));
    private final Instant longAgo = now.minus(Duration.ofDays(45));

    @Autowired
    private People people;

    @Autowired
    private ActivityKpis kpis;

    @Autowired
    private Markers markers;

    private OrganizationId home = new OrganizationId(new UUID(0, 0));
    private UUID ada = home.value();
    private UUID ben = home.value();
    private UUID eve = home.value();

    @BeforeEach
    void threePeople() {
        home = Estate.organization(TestOrganizations.root(), "Noon " + UUID.randomUUID());
        ada = UsageEstate.person(home, "Ada", lately);
        ben = UsageEstate.person(home, "Ben", longAgo);
        eve = UsageEstate.person(home, "Eve", null);
    }

    @Test
    void tellsThePeopleOfAnOrganizationInOrderWithTheirNumber() {
        Page<Person> page = people.list(OPERATOR, home, query(Condition.ALL, Order.descending(field("displayName"))));

        assertThat(page.items()).extracting(Person::displayName).containsExactly("Eve", "Ben", "Ada");
        assertThat(page.counted()).isEqualTo(3);
        assertThat(page.items().getLast().email()).isEqualTo("ada@noon.example");
        assertThat(page.items().getLast().flags()).isEqualTo(new Person.Flags(false, false, true));
    }

    @Test
    void findsPeopleByTheStatusThatNoColumnHas() {
        assertThat(found(status(Operator.EQUALS, "active"))).containsExactly("Ada");
        assertThat(found(status(Operator.EQUALS, "Inactive"))).containsExactly("Ben");
        assertThat(found(status(Operator.EQUALS, "No activity"))).containsExactly("Eve");
        assertThat(found(status(Operator.EQUALS, "asleep"))).isEmpty();
        assertThat(found(status(Operator.NOT_EQUALS, "Active"))).containsExactly("Ben", "Eve");
        assertThat(found(new Not(status(Operator.CONTAINS, "active")))).containsExactly("Eve");
        assertThat(found(status(Operator.CONTAINS, "act"))).containsExactly("Ada", "Ben", "Eve");
        assertThat(people.get(OPERATOR, home, ben).status(now.minus(Duration.ofDays(30))))
                .isEqualTo(PersonStatus.INACTIVE);
    }

    @Test
    void findsPeopleByWhatIsNotedOfThemAndByHowTheyAreKnown() {
        markers.mark(OPERATOR, home, ben, new MarkerEdit(null, true, false));
        Estate.run("UPDATE people SET discovery_types = '{0,3}' WHERE id = ?", eve);

        assertThat(found(new Compare(field("isInReview"), Operator.EQUALS, true)))
                .containsExactly("Ben");
        assertThat(found(new Compare(field("isQualified"), Operator.EQUALS, true)))
                .containsExactly("Ada", "Eve");
        assertThat(found(new Some(
                        People.discoveryTypes(),
                        new Compare(People.discoveryTypes().element(), Operator.EQUALS, BigDecimal.valueOf(3)))))
                .containsExactly("Eve");
    }

    @Test
    void walksThroughPeopleByLastActivityAndLosesNobody() {
        ListQuery query = new ListQuery(
                Condition.ALL,
                null,
                People.fields().total(List.of(Order.descending(field("lastActive")))),
                2,
                0,
                null,
                true);

        Page<Person> first = people.list(OPERATOR, home, query);
        Page<Person> second = people.list(OPERATOR, home, query.after(java.util.Objects.requireNonNull(first.next())));

        assertThat(first.items()).extracting(Person::displayName).containsExactly("Ada", "Ben");
        assertThat(second.items()).extracting(Person::displayName).containsExactly("Eve");
        assertThat(second.counted()).isEqualTo(3);
    }

    @Test
    void listsThePeopleOfSeveralOrganizationsInOneOrderWhicheverWayTheyAreTurned() {
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Moon " + UUID.randomUUID());
        UsageEstate.person(other, "Abe", now);
        UsageEstate.person(other, "Dan", null);
        UsageEstate.person(other, "Zoe", longAgo);
        Estate.organization(TestOrganizations.root(), "Nobody " + UUID.randomUUID());
        Caller both = TestOrganizations.within(home, other);

        assertThat(turned(both, Order.ascending(field("email"))))
                .containsExactly("Abe", "Ada", "Ben", "Dan", "Eve", "Zoe");
        assertThat(turned(both, Order.descending(field("displayName"))))
                .containsExactly("Zoe", "Eve", "Dan", "Ben", "Ada", "Abe");
        assertThat(turned(both, Order.descending(field("lastActive"))))
                .startsWith("Abe", "Ada")
                .hasSize(6);
        ListQuery far = new ListQuery(
                Condition.ALL, null, People.fields().total(List.of(Order.ascending(field("email")))), 2, 3, null, true);
        Page<Person> page = people.list(both, null, far);
        assertThat(page.items()).extracting(Person::displayName).containsExactly("Dan", "Eve");
        assertThat(page.counted()).isEqualTo(6);
        Page<Person> asleep = people.list(
                both, null, query(status(Operator.NOT_EQUALS, "Active"), Order.ascending(field("displayName"))));
        assertThat(asleep.items()).extracting(Person::displayName).containsExactly("Ben", "Dan", "Eve", "Zoe");
        assertThat(asleep.counted()).isEqualTo(4);
    }

    /** The whole list, turned in pages of two. */
    private List<String> turned(Caller caller, Order order) {
        ListQuery query = new ListQuery(Condition.ALL, null, People.fields().total(List.of(order)), 2, 0, null, true);
        Page<Person> page = people.list(caller, null, query);
        List<Person> all = new ArrayList<>(page.items());
        while (page.next() != null) {
            page = people.list(caller, null, query.after(page.next()));
            all.addAll(page.items());
        }
        return all.stream().map(Person::displayName).toList();
    }

    @Test
    void tellsWhoWastesMostOfThoseWhoDoNothingPageByPage() {
        UUID max = UsageEstate.person(home, "Max", null);
        Estate.run("UPDATE people SET potential_savings = 10, license_count = 2 WHERE id IN (?, ?)", ben, eve);
        Estate.run("UPDATE people SET potential_savings = 20, license_count = 1 WHERE id = ?", max);
        Estate.run("UPDATE people SET potential_savings = 30, license_count = 2 WHERE id = ?", ada);
        markers.mark(OPERATOR, home, eve, new MarkerEdit(true, null, null));
        Condition idle = status(Operator.NOT_EQUALS, "Active");
        ListQuery query = new ListQuery(
                idle,
                null,
                People.fields().total(List.of(Order.descending(field("potentialSavings")))),
                2,
                0,
                null,
                true);

        Page<Person> first = people.list(OPERATOR, home, query);
        Page<Person> second = people.list(OPERATOR, home, query.after(java.util.Objects.requireNonNull(first.next())));

        assertThat(first.counted()).isEqualTo(3);
        assertThat(first.items().getFirst().displayName()).isEqualTo("Max");
        List<Person> rest = List.of(first.items().getLast(), second.items().getFirst());
        assertThat(second.items()).hasSize(1);
        assertThat(rest).extracting(Person::id).containsExactlyInAnyOrder(ben, eve);
        assertThat(rest).contains(people.get(OPERATOR, home, eve), people.get(OPERATOR, home, ben));
        Condition severalLicences = new Compare(field("licenseCount"), Operator.AT_LEAST, BigDecimal.valueOf(2));
        assertThat(people.list(OPERATOR, home, query.where(severalLicences)).items())
                .containsExactlyElementsOf(rest);
        assertThat(people.list(OPERATOR, home, query.where(new Compare(field("isOnline"), Operator.EQUALS, true)))
                        .items())
                .extracting(Person::id)
                .containsExactly(eve);
    }

    @Test
    void marksOnePersonAndLeavesAloneWhatIsNotSaid() {
        Person marked = markers.mark(OPERATOR, home, ada, new MarkerEdit(true, null, null));
        Person again = markers.mark(OPERATOR, null, ada, new MarkerEdit(null, null, false));

        assertThat(marked.flags()).isEqualTo(new Person.Flags(true, false, true));
        assertThat(again.flags()).isEqualTo(new Person.Flags(true, false, false));
    }

    @Test
    void tellsNobodyOfPeopleOutOfReach() {
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Other " + UUID.randomUUID());
        Caller theirs = TestOrganizations.within(other);

        assertThatThrownBy(() -> people.get(theirs, null, ada))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_FOUND));
        assertThatThrownBy(() -> people.get(theirs, home, ada))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_PERMITTED));
        assertThat(people.list(theirs, null, query(Condition.ALL, Order.ascending(field("displayName"))))
                        .items())
                .isEmpty();
    }

    @Test
    void countsWhoIsActiveNow() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        ActivityKpi kpi = kpis.of(OPERATOR, home, new KpiSubject.Everyone(), today.minusDays(3), today);

        assertThat(kpi.today()).isEqualTo(new DailyActivity(today, 3, 1, 1, 1, 3, 0));
        assertThat(kpi.days()).containsExactly(kpi.today());
        assertThat(kpis.of(OPERATOR, home, new KpiSubject.Department("sales"), today, today)
                        .today())
                .isEqualTo(kpi.today());
        Estate.run("UPDATE people SET last_active_at = now() WHERE id = ?", eve);
        Estate.run("UPDATE people SET removed_at = now() WHERE id = ?", ben);
        assertThat(kpis.of(OPERATOR, home, new KpiSubject.Everyone(), today, today)
                        .today())
                .isEqualTo(new DailyActivity(today, 2, 2, 0, 0, 2, 1));
    }

    private List<String> found(Condition condition) {
        Page<Person> page = people.list(OPERATOR, home, query(condition, Order.ascending(field("displayName"))));
        assertThat(page.counted()).isEqualTo(page.items().size());
        return page.items().stream().map(Person::displayName).toList();
    }

    private static Condition status(Operator operator, String text) {
        return new Compare(field("status"), operator, text);
    }

    private static io.tenantry.query.Field field(String name) {
        return People.fields().find(name).orElseThrow();
    }

    private static ListQuery query(Condition condition, Order order) {
        return new ListQuery(condition, null, People.fields().total(List.of(order)), 100, 0, null, true);
    }
}
