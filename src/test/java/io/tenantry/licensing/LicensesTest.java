package io.tenantry.licensing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.kernel.Refusal.Reason;
import io.tenantry.licensing.LicenseChange.Added;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LicensesTest extends LicensingTest {
    @Test
    void givesAndTakesInOneGo() {
        buy(E3, 2);
        buy(E5, 2);
        UUID ada = person("Ada");
        give(ada, E3);

        UserLicenses after = licenses.change(OPERATOR, home, key(ada), new LicenseChange(added(E5), List.of(E3)));

        assertThat(after.held())
                .extracting(license -> license.sku().partNumber())
                .containsExactly("SPE_E5");
        assertThat(consumed(E3)).isZero();
        assertThat(consumed(E5)).isEqualTo(1);
    }

    @Test
    void givingWhatIsThereSetsTheDisabledPlansAndTakesNoFurtherUnit() {
        buy(E3, 1);
        UUID ada = person("Ada");
        give(ada, E3);

        UserLicenses after = licenses.change(
                OPERATOR,
                home,
                key(ada),
                new LicenseChange(List.of(new Added(E3, Set.of(SHAREPOINT_PLAN, OFFICE_ONLINE_PLAN))), List.of()));

        assertThat(after.held().getFirst().disabledPlans())
                .containsExactlyInAnyOrder(SHAREPOINT_PLAN, OFFICE_ONLINE_PLAN);
        assertThat(consumed(E3)).isEqualTo(1);
    }

    @Test
    void refusesWithoutUsageLocation() {
        buy(E3, 5);
        UUID noon = Estate.user(home, "Noon");

        refused(Reason.MALFORMED, "invalid usage location", () -> give(noon, E3));
        assertThat(held(noon)).isEmpty();
        assertThat(consumed(E3)).isZero();
    }

    @Test
    void whatCannotBeDoneWhollyIsNotDoneAtAll() {
        buy(E3, 5);
        buy(E5, 1);
        give(person("Grace"), E5);
        UUID ada = person("Ada");
        give(ada, E3);

        refused(
                Reason.CONFLICT,
                "does not have any available licenses",
                () -> licenses.change(OPERATOR, home, key(ada), new LicenseChange(added(E5), List.of(E3))));

        assertThat(held(ada)).containsExactly("SPE_E3");
        assertThat(consumed(E3)).isEqualTo(1);
        assertThat(consumed(E5)).isEqualTo(1);
    }

    @Test
    void refusesProductsTheOrganizationDoesNotHaveAndThoseThatAreNotForPeople() {
        buy(STORAGE, 5);
        UUID ada = person("Ada");

        refused(Reason.MALFORMED, "does not correspond to a valid company License", () -> give(ada, E3));
        refused(
                Reason.MALFORMED,
                "does not correspond to a valid company License",
                () -> give(ada, UUID.fromString("00000000-0000-0000-0000-00000000beef")));
        refused(Reason.MALFORMED, "applies to the organization", () -> give(ada, STORAGE));
    }

    @Test
    void refusesAPlanThatIsNotTheProducts() {
        buy(VISIO, 1);
        UUID ada = person("Ada");
        LicenseChange change = new LicenseChange(List.of(new Added(VISIO, Set.of(SHAREPOINT_PLAN))), List.of());

        refused(
                Reason.MALFORMED,
                "has no service plan " + SHAREPOINT_PLAN,
                () -> licenses.change(OPERATOR, home, key(ada), change));
    }

    @Test
    void refusesToSwitchOffWhatAnotherPlanDependsOn() {
        buy(E3, 1);
        UUID ada = person("Ada");
        LicenseChange change = new LicenseChange(List.of(new Added(E3, Set.of(SHAREPOINT_PLAN))), List.of());

        refused(
                Reason.CONFLICT,
                OFFICE_ONLINE_PLAN + " depends on",
                () -> licenses.change(OPERATOR, home, key(ada), change));
        assertThat(held(ada)).isEmpty();
    }

    @Test
    void anAddOnNeedsAPlanOfAnotherProductAndKeepsItFromBeingTaken() {
        buy(E3, 1);
        buy(PHONE, 1);
        UUID ada = person("Ada");

        refused(Reason.CONFLICT, "depends on the service plan(s)", () -> give(ada, PHONE));
        give(ada, E3, PHONE);
        refused(Reason.CONFLICT, "depends on the service plan(s)", () -> take(ada, E3));
        assertThat(held(ada)).containsExactly("MCOEV", "SPE_E3");
        take(ada, E3, PHONE);
        assertThat(held(ada)).isEmpty();
    }

    @Test
    void refusesToTakeWhatIsNotThereAndWhatComesThroughAGroup() {
        buy(E3, 5);
        UUID ada = person("Ada");
        UUID team = securityGroup("Team");
        join(team, ada);

        refused(Reason.MALFORMED, "does not have a corresponding license", () -> take(ada, E3));
        giveGroup(team, E3);
        refused(Reason.CONFLICT, "inherited from a group membership", () -> take(ada, E3));
        assertThat(held(ada)).containsExactly("SPE_E3");
    }

    @Test
    void refusesAProductThatIsNamedTwice() {
        refused(Reason.MALFORMED, "more than once", () -> new LicenseChange(added(E3, E3), List.of()));
        refused(Reason.MALFORMED, "more than once", () -> new LicenseChange(added(E3), List.of(E3)));
    }

    @Test
    void aDeletedPersonGivesHisUnitBackAndTakesItAgainWhenRestored() {
        buy(E3, 1);
        UUID ada = person("Ada");
        UUID grace = person("Grace");
        give(ada, E3);

        Estate.run("UPDATE users SET deleted_at = now() WHERE id = ?", ada);
        assertThat(consumed(E3)).isZero();
        give(grace, E3);
        Estate.run("UPDATE users SET deleted_at = NULL WHERE id = ?", ada);
        assertThat(license(ada, E3).problem()).isEqualTo(LicenseProblem.NO_UNITS);
        assertThat(consumed(E3)).isEqualTo(1);

        take(grace, E3);
        assertThat(held(ada)).containsExactly("SPE_E3");
        assertThat(consumed(E3)).isEqualTo(1);
    }

    @Test
    void aPurgedPersonLeavesNothingBehind() {
        buy(E3, 1);
        UUID ada = person("Ada");
        give(ada, E3);

        Estate.run("DELETE FROM users WHERE id = ?", ada);

        assertThat(consumed(E3)).isZero();
        assertThat(ask("SELECT count(*) FROM license_paths WHERE user_id = ?", ada))
                .isEqualTo("0");
        assertThat(ask("SELECT count(*) FROM user_licenses WHERE user_id = ?", ada))
                .isEqualTo("0");
    }

    @Test
    void whoGaveItAndWhenCanBeTold() {
        buy(E3, 1);
        UUID ada = person("Ada");
        give(ada, E3);

        License why = license(ada, E3);
        assertThat(why.isHeld()).isTrue();
        assertThat(why.paths()).hasSize(1);
        assertThat(why.paths().getFirst().isDirect()).isTrue();
        assertThat(why.paths().getFirst().assignedBy())
                .isEqualTo(OPERATOR.actor().name());
        assertThat(ask(
                        "SELECT after->'added'->0->>'sku_id' FROM audit_events WHERE action = 'license.change'"
                                + " AND target_id = ?",
                        ada.toString()))
                .isEqualTo(E3.toString());
    }

    @Test
    void thePastIsKept() {
        buy(E3, 1);
        UUID ada = person("Ada");
        give(ada, E3);
        take(ada, E3);

        assertThat(ask("SELECT count(*) FROM user_licenses_history WHERE user_id = ? AND held", ada))
                .isEqualTo("1");
        assertThat(ask("SELECT count(*) FROM license_paths_history WHERE user_id = ?", ada))
                .isEqualTo("1");
    }

    @Test
    void nobodyChangesTheLicensesOfSomebodyMorePrivileged() {
        buy(E3, 1);
        UUID admin = person("Admin");
        Estate.assign(home, admin, "user", BuiltInRole.ADMINISTRATORS, home);
        Reach reach = new Reach.Some(Set.of(home));
        Caller clerk = new Caller(
                Actor.system("test"),
                Map.of(Permission.LICENSE_WRITE, reach, Permission.USER_READ_BASIC, reach),
                "clerk",
                0);
        LicenseChange change = new LicenseChange(added(E3), List.of());

        refused(Reason.NOT_PERMITTED, "more privileged", () -> licenses.change(clerk, home, key(admin), change));
        UUID ada = person("Ada");
        assertThat(licenses.change(clerk, home, key(ada), change).held()).hasSize(1);
    }

    @Test
    void nothingOfAnotherOrganizationIsSeenOrChanged() {
        buy(E3, 1);
        UUID ada = person("Ada");
        Caller stranger = TestOrganizations.within(Estate.organization(TestOrganizations.root(), "Noon"));

        refused(Reason.NOT_PERMITTED, "license.read", () -> licenses.of(stranger, home, key(ada)));
        refused(
                Reason.NOT_PERMITTED,
                "license.write",
                () -> licenses.change(stranger, home, key(ada), new LicenseChange(added(E3), List.of())));
        refused(Reason.NOT_PERMITTED, "license.readbasic", () -> subscribedSkus.all(stranger, home));
    }
}
