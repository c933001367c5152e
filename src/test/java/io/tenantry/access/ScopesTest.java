package io.tenantry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What roles over each kind of scope come to, held directly and through groups. */
class ScopesTest extends HubTest {
    private static final UUID READERS = BuiltInRole.READERS.id();

    private OrganizationId reseller = new OrganizationId(Ids.next());
    private OrganizationId gold = reseller;
    private OrganizationId plain = reseller;
    private OrganizationId below = reseller;
    private OwnApi api = new OwnApi("");

    @BeforeEach
    void makeTree() {
        api = new OwnApi(hubUrl());
        reseller = Estate.reseller(TestOrganizations.root(), "Reseller");
        gold = Estate.organization(reseller, "Gold", "gold");
        plain = Estate.reseller(reseller, "Plain");
        below = Estate.reseller(plain, "Below");
    }

    private UUID holding(AssignmentScope scope) {
        UUID account = Estate.serviceAccount(reseller, null);
        Estate.assign(reseller, account, "service account", READERS, scope);
        return account;
    }

    private List<OrganizationId> reached(UUID account) {
        String token = api.client().tokenOf(account);
        return Stream.of(reseller, gold, plain, below)
                .filter(organization -> api.seesRoles(token, organization))
                .toList();
    }

    @Test
    void aSubtreeReachesEverythingBelow() {
        assertThat(reached(holding(new AssignmentScope.Subtree(plain)))).containsExactly(plain, below);
        assertThat(reached(holding(new AssignmentScope.Subtree(reseller))))
                .containsExactly(reseller, gold, plain, below);
    }

    @Test
    void anOrganizationReachesItselfOnly() {
        assertThat(reached(holding(new AssignmentScope.Only(plain)))).containsExactly(plain);
    }

    @Test
    void aTagReachesThoseThatCarryIt() {
        assertThat(reached(holding(new AssignmentScope.Tagged(reseller, "gold"))))
                .containsExactly(gold);
    }

    @Test
    void anExclusionLeavesOutWhatIsBelowItToo() {
        assertThat(reached(holding(new AssignmentScope.AllExcept(reseller, Set.of(plain)))))
                .containsExactly(reseller, gold);
    }

    @Test
    void onlyTheWholeTreeIsEverything() {
        OrganizationId root = TestOrganizations.root();
        assertThat(everything(holding(new AssignmentScope.Subtree(root)))).isTrue();
        assertThat(everything(holding(new AssignmentScope.AllExcept(root, Set.of(plain)))))
                .isFalse();
        assertThat(everything(holding(new AssignmentScope.Subtree(reseller)))).isFalse();
    }

    private boolean everything(UUID account) {
        JsonNode rights = api.rights(api.client().tokenOf(account), account);
        List<Boolean> answers = new ArrayList<>();
        rights.get("effective")
                .forEach(right ->
                        answers.add(right.get("where").get("everything").asBoolean()));
        assertThat(answers).isNotEmpty();
        return answers.stream().allMatch(answer -> answer);
    }

    @Test
    void aNewOrganizationBelowIsReachedWithinASecond() {
        String token = api.client().tokenOf(holding(new AssignmentScope.Subtree(plain)));
        assertThat(api.seesRoles(token, plain)).isTrue();
        OrganizationId fresh = Estate.organization(below, "Fresh");
        OwnApi.withinASecond(() -> api.seesRoles(token, fresh));
    }

    @Test
    void rolesComeThroughGroupsWithinGroups() {
        UUID outer = Estate.group(reseller, "Outer");
        UUID middle = Estate.group(reseller, "Middle");
        UUID inner = Estate.group(reseller, "Inner");
        UUID account = Estate.serviceAccount(reseller, null);
        Estate.member(reseller, outer, middle, "group");
        Estate.member(reseller, middle, inner, "group");
        Estate.assign(reseller, outer, "group", BuiltInRole.READERS, plain);
        String token = api.client().tokenOf(account);
        assertThat(api.seesRoles(token, below)).isFalse();

        Estate.member(reseller, inner, account, "service account");
        OwnApi.withinASecond(() -> api.seesRoles(token, below));
        assertThat(api.seesRoles(token, gold)).isFalse();
        JsonNode why = api.rights(token, account).get("grants").get(0);
        assertThat(why.get("throughGroup").get("name").asString()).isEqualTo("Outer");
        assertThat(why.get("roleName").asString()).isEqualTo("Readers");

        Estate.run("DELETE FROM memberships WHERE group_id = ? AND member_id = ?", middle, inner);
        OwnApi.withinASecond(() -> !api.seesRoles(token, below));
    }

    @Test
    void rightsFromSeveralRolesAddUp() {
        UUID account = holding(new AssignmentScope.Only(gold));
        Estate.assign(reseller, account, "service account", READERS, new AssignmentScope.Only(below));
        assertThat(reached(account)).containsExactly(gold, below);
    }

    @Test
    void aServiceAccountDoesNoMoreThanItsOwner() {
        UUID owner = Estate.user(reseller, "ada");
        UUID account = Estate.serviceAccount(reseller, owner);
        Estate.assign(reseller, account, "service account", BuiltInRole.READERS, reseller);
        Estate.assign(reseller, owner, "user", BuiltInRole.READERS, plain);
        assertThat(reached(account)).containsExactly(plain, below);

        String token = api.client().tokenOf(account);
        Estate.run("UPDATE users SET account_enabled = false WHERE id = ?", owner);
        OwnApi.withinASecond(() -> !api.seesRoles(token, plain));
    }
}
