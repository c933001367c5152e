package io.tenantry.licensing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.kernel.Refusal.Reason;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GroupLicensesTest extends LicensingTest {
    @Test
    void membersGetWhatTheirGroupGivesAndLoseItWithTheGroup() {
        buy(E3, 10);
        UUID ada = person("Ada");
        UUID grace = person("Grace");
        UUID team = securityGroup("Team");
        join(team, ada);

        GroupLicense given = giveGroup(team, E3).getFirst();
        assertThat(given.holding()).isEqualTo(1);
        join(team, grace);
        assertThat(held(grace)).containsExactly("SPE_E3");
        assertThat(consumed(E3)).isEqualTo(2);

        leave(team, ada);
        assertThat(held(ada)).isEmpty();
        assertThat(takeGroup(team, E3)).isEmpty();
        assertThat(held(grace)).isEmpty();
        assertThat(consumed(E3)).isZero();
    }

    @Test
    void flagsPlansOfAGroupsLicenseThatNeedOthersForTheGroupAndForWhoeverLacksThem() {
        buy(E3, 10);
        buy(PHONE, 10);
        UUID ada = person("Ada");
        UUID grace = person("Grace");
        UUID team = securityGroup("Team");
        join(team, ada);
        join(team, grace);
        give(grace, E3);

        GroupLicense given = giveGroup(team, PHONE).getFirst();

        assertThat(given.lacking())
                .isNotEmpty()
                .allMatch(plan -> !plan.needsOneOf().isEmpty());
        assertThat(lacking(ada)).isEqualTo(given.lacking());
        assertThat(lacking(grace)).isEmpty();
        assertThat(held(ada)).containsExactly("MCOEV");
        assertThat(giveGroup(team, E3)).allMatch(license -> license.lacking().isEmpty());
        assertThat(lacking(ada)).isEmpty();
    }

    private List<ServicePlan> lacking(UUID user) {
        UserLicenses all = licenses.of(OPERATOR, home, key(user));
        return all.lacking(all.why(PHONE));
    }

    @Test
    void membersOfAGroupWithinTheGroupGetNothing() {
        buy(E3, 10);
        UUID ada = person("Ada");
        UUID outer = securityGroup("Outer");
        UUID inner = securityGroup("Inner");
        join(inner, ada);
        Estate.member(home, outer, inner, "group");

        giveGroup(outer, E3);

        assertThat(held(ada)).isEmpty();
        assertThat(consumed(E3)).isZero();
    }

    @Test
    void aPersonTakesOneUnitByHoweverManyWays() {
        buy(E3, 1);
        UUID ada = person("Ada");
        UUID left = securityGroup("Left");
        UUID right = securityGroup("Right");
        join(left, ada);
        join(right, ada);
        give(ada, E3);
        giveGroup(left, E3);
        giveGroup(right, E3);

        License license = license(ada, E3);
        assertThat(consumed(E3)).isEqualTo(1);
        assertThat(license.paths()).extracting(LicensePath::isDirect).containsExactly(true, false, false);

        take(ada, E3);
        leave(left, ada);
        assertThat(held(ada)).containsExactly("SPE_E3");
        leave(right, ada);
        assertThat(held(ada)).isEmpty();
        assertThat(consumed(E3)).isZero();
    }

    @Test
    void aPlanIsEnabledWhenAnyWayBringsIt() {
        buy(E3, 1);
        UUID ada = person("Ada");
        UUID team = securityGroup("Team");
        join(team, ada);
        Set<UUID> off = Set.of(SHAREPOINT_PLAN, OFFICE_ONLINE_PLAN);
        licenses.change(
                OPERATOR, home, key(ada), new LicenseChange(List.of(new LicenseChange.Added(E3, off)), List.of()));
        assertThat(license(ada, E3).disabledPlans()).isEqualTo(off);

        giveGroup(team, E3);

        assertThat(license(ada, E3).disabledPlans()).isEmpty();
    }

    @Test
    void whoGetsNoUnitWaitsAndTakesTheNextThatComesFree() {
        Subscription bought = buy(E3, 1);
        UUID team = securityGroup("Team");
        UUID ada = person("Ada");
        UUID grace = person("Grace");
        UUID joan = person("Joan");
        giveGroup(team, E3);
        join(team, ada);
        join(team, grace);
        join(team, joan);

        assertThat(held(ada)).hasSize(1);
        assertThat(license(grace, E3).problem()).isEqualTo(LicenseProblem.NO_UNITS);
        assertThat(consumed(E3)).isEqualTo(1);

        leave(team, ada);
        assertThat(held(grace)).hasSize(1);
        assertThat(license(joan, E3).problem()).isEqualTo(LicenseProblem.NO_UNITS);

        subscriptions.change(OPERATOR, home, bought.id(), new SubscriptionChange(2, null, null, null), null);
        assertThat(held(joan)).hasSize(1);
        assertThat(consumed(E3)).isEqualTo(2);
    }

    @Test
    void whoHasNoUsageLocationGetsHisLicenseWhenItIsSet() {
        buy(E3, 5);
        UUID team = securityGroup("Team");
        UUID noon = Estate.user(home, "Noon");
        join(team, noon);

        GroupLicense given = giveGroup(team, E3).getFirst();
        assertThat(given.waiting()).isEqualTo(1);
        assertThat(license(noon, E3).problem()).isEqualTo(LicenseProblem.NO_USAGE_LOCATION);
        assertThat(consumed(E3)).isZero();

        Estate.run("UPDATE users SET usage_location = 'NO' WHERE id = ?", noon);
        assertThat(held(noon)).hasSize(1);
        assertThat(consumed(E3)).isEqualTo(1);
    }

    @Test
    void deletingAndRestoringAGroupTakesAndGivesItsLicenses() {
        buy(E3, 5);
        UUID team = securityGroup("Team");
        UUID ada = person("Ada");
        join(team, ada);
        giveGroup(team, E3);

        Estate.run("UPDATE memberships SET living = false WHERE group_id = ?", team);
        assertThat(held(ada)).isEmpty();
        assertThat(consumed(E3)).isZero();
        Estate.run("UPDATE memberships SET living = true WHERE group_id = ?", team);
        assertThat(held(ada)).hasSize(1);

        Estate.run("DELETE FROM groups WHERE id = ?", team);
        assertThat(held(ada)).isEmpty();
        assertThat(consumed(E3)).isZero();
    }

    @Test
    void changingTheDisabledPlansOfAGroupReachesItsMembersAtOnce() {
        buy(E3, 5);
        UUID team = securityGroup("Team");
        UUID ada = person("Ada");
        join(team, ada);
        giveGroup(team, E3);
        Set<UUID> off = Set.of(SHAREPOINT_PLAN, OFFICE_ONLINE_PLAN);

        groupLicenses.change(
                OPERATOR,
                home,
                groupKey(team),
                new LicenseChange(List.of(new LicenseChange.Added(E3, off)), List.of()));

        assertThat(license(ada, E3).disabledPlans()).isEqualTo(off);
    }

    @Test
    void refusesHubGroupsUnknownProductsAndWhatTheGroupDoesNotGive() {
        buy(E3, 5);
        UUID hub = Estate.group(home, "Hub");
        UUID team = securityGroup("Team");
        UUID chat = securityGroup("Chat");
        Estate.run("UPDATE groups SET kind = 'microsoft365', security_enabled = false WHERE id = ?", chat);

        refused(Reason.MALFORMED, "groups with security enabled only", () -> giveGroup(hub, E3));
        refused(Reason.MALFORMED, "groups with security enabled only", () -> giveGroup(chat, E3));
        refused(Reason.MALFORMED, "does not correspond to a valid company License", () -> giveGroup(team, E5));
        refused(Reason.MALFORMED, "Group does not have a corresponding license", () -> takeGroup(team, E3));
        refused(Reason.NOT_FOUND, "no such group", () -> giveGroup(UUID.randomUUID(), E3));
        assertThat(groupLicenses.of(OPERATOR, home, groupKey(team))).isEmpty();
    }
}
