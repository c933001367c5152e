package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeRuns;
import io.tenantry.changes.Changes;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.licensing.LicenseChange;
import io.tenantry.licensing.Licenses;
import io.tenantry.licensing.Subscriptions;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Savings are taken back by a plan, go into the ledger, and can be given back. */
class ReclaimsTest extends HubTest {
    @Autowired
    private Callers callers;

    @Autowired
    private Savings savings;

    @Autowired
    private Reclaims reclaims;

    @Autowired
    private Changes changes;

    @Autowired
    private ChangeRuns runs;

    @Autowired
    private Licenses licenses;

    @Autowired
    private Subscriptions subscriptions;

    private OrganizationId home = new OrganizationId(Ids.next());
    private UUID subscription = home.value();
    private UUID ben = home.value();
    private Caller manager = TestOrganizations.everywhere();

    /** Five units were bought; Ada works with hers, and Ben has not for long. */
    @BeforeEach
    void makeEstate() {
        home = Estate.organization(TestOrganizations.root(), "Noon " + UUID.randomUUID());
        subscription = Estate.subscription(home, "Microsoft 365 E3");
        SoftwareEstate software = SoftwareEstate.of(home);
        UUID app = software.application("Microsoft 365", "Microsoft Corporation");
        UUID plan = software.plan(app, "Microsoft 365 E3", 36, SoftwareEstate.E3, null);
        UUID ada = licensed("Ada");
        ben = licensed("Ben");
        software.seat(software.person("Ada", ada), app, plan, Duration.ofDays(1), true);
        software.seat(software.person("Ben", ben), app, plan, Duration.ofDays(100), true);
        UUID script = Estate.serviceAccount(home, null);
        Estate.assign(home, script, "service account", BuiltInRole.ASSET_MANAGERS, home);
        manager = callers.caller(script, "test", "test");
        savings.search(manager, home);
    }

    private UUID licensed(String name) {
        UUID user = Estate.user(home, name);
        Estate.run("UPDATE users SET usage_location = 'SE' WHERE id = ?", user);
        licenses.change(
                TestOrganizations.everywhere(),
                home,
                new UserKey.Id(new UserId(user)),
                new LicenseChange(List.of(new LicenseChange.Added(SoftwareEstate.E3, Set.of())), List.of()));
        return user;
    }

    private List<Saving> found() {
        List<Order> order =
                Savings.fields().total(List.of(Order.ascending(Savings.fields().sortable("amountPerMonth"))));
        return savings.list(manager, home, ListQuery.first(100, Condition.ALL, order))
                .items();
    }

    private UUID saving(SavingRule rule) {
        return found().stream()
                .filter(saving -> saving.rule() == rule)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private boolean holds(UUID user) {
        return !licenses.of(TestOrganizations.everywhere(), home, new UserKey.Id(new UserId(user)))
                .licenses()
                .isEmpty();
    }

    private int quantity() {
        return subscriptions
                .get(TestOrganizations.everywhere(), home, subscription)
                .quantity();
    }

    private Reclaim over(UUID id, Reclaim.State state) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> reclaims.get(manager, home, id), reclaim -> reclaim.state() == state);
    }

    private void apply(UUID change) {
        Change plan = changes.get(manager, change);
        assertThat(plan.counts().planned()).isOne();
        runs.apply(manager, change, plan.hash());
    }

    @Test
    void takesLicencesAwayLowersTheSubscriptionAndGivesBothBack() {
        assertThat(found()).extracting(Saving::rule).containsExactly(SavingRule.INACTIVE_90, SavingRule.UNASSIGNED);
        assertThat(found().getLast().seats()).isEqualTo(3);

        Reclaim planned =
                reclaims.plan(manager, home, List.of(saving(SavingRule.INACTIVE_90)), true, "Monthly meeting");
        assertThat(planned.state()).isEqualTo(Reclaim.State.PLANNED);
        assertThat(holds(ben)).isTrue();
        apply(Objects.requireNonNull(planned.change()));
        Reclaim done = over(planned.id(), Reclaim.State.DONE);

        assertThat(holds(ben)).isFalse();
        assertThat(quantity()).isEqualTo(4);
        assertThat(done.problem()).isNull();
        assertThat(done.lowerings())
                .singleElement()
                .satisfies(lowering -> assertThat(lowering.units()).isOne());
        Reclaim.Item item = done.items().getFirst();
        assertThat(item.amountPerMonth()).isEqualByComparingTo("36");
        assertThat(item.personName()).isEqualTo("Ben");
        assertThat(item.realisedAt()).isNotNull();
        assertThat(item.effectiveFrom())
                .isBetween(LocalDate.now(ZoneOffset.UTC).minusDays(1), LocalDate.now(ZoneOffset.UTC));
        assertThat(ledger()).containsExactly(item);

        Reclaim undoing = reclaims.undo(manager, home, planned.id());
        assertThat(quantity()).isEqualTo(5);
        apply(Objects.requireNonNull(undoing.undo()));
        Reclaim undone = over(planned.id(), Reclaim.State.UNDONE);

        assertThat(holds(ben)).isTrue();
        assertThat(undone.items().getFirst().takenBackAt()).isNotNull();
        assertThat(undone.lowerings().getFirst().raisedAt()).isNotNull();
        assertThatThrownBy(() -> reclaims.undo(manager, home, planned.id()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CONFLICT));
    }

    private List<Reclaim.Item> ledger() {
        List<Order> order = Reclaims.ledgerFields()
                .total(List.of(Order.descending(Reclaims.ledgerFields().sortable("realisedAt"))));
        return reclaims.ledger(manager, home, ListQuery.first(10, Condition.ALL, order))
                .items();
    }

    @Test
    void withoutLoweringTheSavingWaitsForTheEndOfTheContract() {
        Reclaim planned = reclaims.plan(manager, home, List.of(saving(SavingRule.INACTIVE_90)), false, null);
        apply(Objects.requireNonNull(planned.change()));
        Reclaim done = over(planned.id(), Reclaim.State.DONE);

        assertThat(quantity()).isEqualTo(5);
        assertThat(done.items().getFirst().effectiveFrom()).isEqualTo(LocalDate.parse("2027-06-30"));
    }

    @Test
    void seatsThatNobodyHasAreTakenOffAtOnce() {
        UUID unassigned = saving(SavingRule.UNASSIGNED);
        assertThatThrownBy(() -> reclaims.plan(manager, home, List.of(unassigned), false, null))
                .isInstanceOf(Refusal.class);

        Reclaim done = reclaims.plan(manager, home, List.of(unassigned), true, null);

        assertThat(done.state()).isEqualTo(Reclaim.State.DONE);
        assertThat(quantity()).isEqualTo(2);
        assertThat(found()).extracting(Saving::rule).containsExactly(SavingRule.INACTIVE_90);
        reclaims.undo(manager, home, done.id());
        assertThat(quantity()).isEqualTo(5);
        assertThat(reclaims.get(manager, home, done.id()).state()).isEqualTo(Reclaim.State.UNDONE);
    }

    @Test
    void aPlanThatIsCancelledSavesNothing() {
        Reclaim planned = reclaims.plan(manager, home, List.of(saving(SavingRule.INACTIVE_90)), true, null);
        runs.cancel(manager, Objects.requireNonNull(planned.change()));
        Reclaim dropped = over(planned.id(), Reclaim.State.DROPPED);
        assertThat(dropped.items().getFirst().realisedAt()).isNull();
        assertThat(ledger()).isEmpty();
        assertThat(quantity()).isEqualTo(5);
    }

    @Test
    void whatIsNoSavingOrNotTheHubsToTakeIsRefused() {
        assertThatThrownBy(() -> reclaims.plan(manager, home, List.of(UUID.randomUUID()), false, null))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> reclaims.plan(manager, home, List.of(), false, null))
                .isInstanceOf(Refusal.class);
        UUID script = Estate.serviceAccount(home, null);
        Estate.assign(home, script, "service account", BuiltInRole.READERS, home);
        Caller reader = callers.caller(script, "test", "test");
        assertThatThrownBy(() -> reclaims.plan(reader, home, List.of(saving(SavingRule.INACTIVE_90)), false, null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_PERMITTED));
    }
}
