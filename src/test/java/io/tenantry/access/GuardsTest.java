package io.tenantry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tenantry.Client;
import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody gives more than he has, nobody overpowers the more privileged, and an administrator stays. */
class GuardsTest extends HubTest {
    private final Guards guards;
    private final Callers callers;
    private final Database database;
    private OrganizationId root = new OrganizationId(Ids.next());
    private OrganizationId customer = root;
    private OwnApi api = new OwnApi("");
    private String delegate = "";

    @Autowired
    GuardsTest(Guards guards, Callers callers, Database database) {
        this.guards = guards;
        this.callers = callers;
        this.database = database;
    }

    @BeforeEach
    void makeDelegate() {
        api = new OwnApi(hubUrl());
        root = TestOrganizations.root();
        customer = Estate.organization(root, "Customer");
        delegate = api.tokenOfNew(customer, BuiltInRole.ADMINISTRATORS, customer);
    }

    private Caller delegate() {
        return callers.bearing(delegate, "test");
    }

    private static void assertRefused(Client.Answer answer, String rule) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().toString()).contains(rule);
    }

    @Test
    void aDelegateGrantsWithinHisRights() {
        UUID person = Estate.user(customer, "ada");
        assertThat(api.assign(delegate, customer, person, BuiltInRole.HELPDESK, customer)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aDelegateCannotGrantAWiderScope() {
        UUID person = Estate.user(customer, "ada");
        assertRefused(
                api.assign(delegate, customer, person, BuiltInRole.READERS, root),
                "Nobody grants what he does not have himself");
    }

    @Test
    void aDelegateCannotGrantPermissionsHeLacks() {
        UUID helper = Estate.serviceAccount(customer, null);
        UUID role = Ids.next();
        Estate.run(
                "INSERT INTO roles (organization_id, id, name, permissions) VALUES (?, ?, 'Granter', '{role.write,role.read}')",
                customer.value(),
                role);
        Estate.assign(customer, helper, "service account", role, new AssignmentScope.Subtree(customer));
        String token = api.client().tokenOf(helper);
        assertRefused(
                api.assign(token, customer, Estate.user(customer, "ada"), BuiltInRole.HELPDESK, customer),
                "Nobody grants what he does not have himself");
    }

    @Test
    void whoHoldsOneOrganizationOnlyCannotGrantWhatWillComeBelowIt() {
        UUID helper = Estate.serviceAccount(customer, null);
        Estate.assign(
                customer,
                helper,
                "service account",
                BuiltInRole.ADMINISTRATORS.id(),
                new AssignmentScope.Only(customer));
        String token = api.client().tokenOf(helper);
        UUID person = Estate.user(customer, "ada");
        assertRefused(
                api.assign(token, customer, person, BuiltInRole.READERS, customer),
                "Nobody grants what he does not have himself");
    }

    @Test
    void aDelegateCannotWidenARoleThatIsHeldElsewhere() {
        UUID role = Ids.next();
        Estate.run(
                "INSERT INTO roles (organization_id, id, name, permissions) VALUES (?, ?, 'Odd', '{user.read}')",
                customer.value(),
                role);
        UUID holder = Estate.serviceAccount(customer, null);
        Estate.assign(customer, holder, "service account", role, new AssignmentScope.Subtree(root));
        Client.Answer answer =
                api.client().send("PUT", OwnApi.organization(customer) + "/roles/" + role, delegate, """
                {"name": "Odd", "description": null, "permissions": ["user.read", "user.write"], "version": 1}""");
        assertRefused(answer, "Nobody grants what he does not have himself");
    }

    @Test
    void theMorePrivilegedCannotBeTouched() {
        UUID ordinary = Estate.user(customer, "ada");
        UUID powerful = Estate.user(customer, "grace");
        Estate.assign(customer, powerful, "user", BuiltInRole.READERS, root);
        assertThatNoException().isThrownBy(() -> guards.mayTouch(delegate(), customer, ordinary));
        OwnApi.withinASecond(() -> refusesToTouch(powerful));
    }

    @Test
    void whoIsPowerfulThroughANestedGroupCannotBeTouchedEither() {
        UUID outer = Estate.group(customer, "Operators");
        UUID inner = Estate.group(customer, "Shift");
        UUID powerful = Estate.user(customer, "grace");
        Estate.member(customer, outer, inner, "group");
        Estate.member(customer, inner, powerful, "user");
        Estate.assign(customer, outer, "group", BuiltInRole.READERS, root);
        OwnApi.withinASecond(() -> refusesToTouch(powerful));
        assertThat(refusesToTouch(inner)).isTrue();
    }

    private boolean refusesToTouch(UUID principal) {
        try {
            guards.mayTouch(delegate(), customer, principal);
            return false;
        } catch (Refusal refusal) {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_PERMITTED);
            assertThat(refusal).hasMessageContaining("more privileged than the caller");
            return true;
        }
    }

    @Test
    void membershipOfARoleHoldingGroupIsAGrant() {
        UUID outer = Estate.group(customer, "Operators");
        UUID inner = Estate.group(customer, "Shift");
        UUID person = Estate.user(customer, "ada");
        Estate.member(customer, outer, inner, "group");
        assertThatNoException().isThrownBy(() -> guards.mayChangeMembers(delegate(), customer, inner, List.of(person)));
        Estate.assign(customer, outer, "group", BuiltInRole.READERS, root);
        OwnApi.withinASecond(() -> {
            try {
                guards.mayChangeMembers(delegate(), customer, inner, List.of(person));
                return false;
            } catch (Refusal refusal) {
                return refusal.getMessage().contains("Nobody grants what he does not have himself");
            }
        });
    }

    @Test
    void aTagThatGivesOthersRightsIsAGrant() {
        UUID holder = Estate.serviceAccount(root, null);
        String tag = "tag-" + Ids.next();
        Estate.assign(
                root, holder, "service account", BuiltInRole.AUTOMATION.id(), new AssignmentScope.Tagged(root, tag));
        UUID clerk = Estate.serviceAccount(customer, null);
        UUID role = Ids.next();
        Estate.run(
                "INSERT INTO roles (organization_id, id, name, permissions) VALUES (?, ?, 'Clerk', '{organization.write}')",
                customer.value(),
                role);
        Estate.assign(customer, clerk, "service account", role, new AssignmentScope.Subtree(customer));
        Caller caller = callers.bearing(api.client().tokenOf(clerk), "test");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> guards.mayTag(caller, customer, List.of(tag)))
                .withMessageContaining("Nobody grants");
        assertThatNoException().isThrownBy(() -> guards.mayTag(caller, customer, List.of("harmless")));
        assertThatNoException().isThrownBy(() -> guards.mayTag(delegate(), customer, List.of(tag)));
    }

    @Test
    void theSecretOfAMorePrivilegedAccountStaysHis() {
        UUID powerful = Estate.serviceAccount(customer, null);
        Estate.assign(customer, powerful, "service account", BuiltInRole.READERS, root);
        String path = OwnApi.organization(customer) + "/service-accounts/" + powerful;
        OwnApi.withinASecond(() ->
                api.client().send("POST", path + "/secret", delegate, null).status() == 403);
        assertThat(api.client().send("DELETE", path, delegate, null).status()).isEqualTo(403);
    }

    @Test
    void onlyTheOperatorLetsAccountsCallMoreOften() {
        String path = OwnApi.organization(customer) + "/service-accounts";
        String body = "{\"displayName\": \"Fast\", \"isUnthrottled\": true}";
        assertRefused(api.client().send("POST", path, delegate, body), "throttle");
        String operator = api.tokenOfNew(root, BuiltInRole.ADMINISTRATORS, root);
        assertThat(api.client().send("POST", path, operator, body).status()).isEqualTo(201);
    }

    @Test
    void theLastAdministratorStays() {
        // The installation's administrators of this test live in an organization of their own, under the one root.
        Estate.run(
                "DELETE FROM role_assignments WHERE role_id = ? AND scope_kind = 'subtree' AND principal_kind <> "
                        + "'service account' AND scope_organization_id = ?",
                BuiltInRole.ADMINISTRATORS.id(),
                root.value());
        UUID ada = administrator("ada");
        UUID grace = administrator("grace");
        String operator = api.tokenOfNew(root, BuiltInRole.ADMINISTRATORS, root);
        UUID adas = Estate.assign(customer, ada, "user", BuiltInRole.ADMINISTRATORS, root);
        UUID graces = Estate.assign(customer, grace, "user", BuiltInRole.ADMINISTRATORS, root);
        OwnApi.withinASecond(() -> !api.rights(operator, grace).get("effective").isEmpty());

        assertThat(api.unassign(operator, customer, adas).status()).isEqualTo(204);
        Client.Answer last = api.unassign(operator, customer, graces);
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.body().toString()).contains("The last administrator stays");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> database.change(new Reach.Everything(), session -> {
                    session.run("UPDATE users SET account_enabled = false WHERE id = ?", grace);
                    guards.keepAnAdministrator(session, customer);
                }))
                .withMessageContaining("The last administrator stays");
        assertThatNoException()
                .isThrownBy(() -> database.change(new Reach.Everything(), session -> {
                    session.run("UPDATE users SET account_enabled = false WHERE id = ?", ada);
                    guards.keepAnAdministrator(session, customer);
                }));
    }

    /** Somebody who can sign in. */
    private UUID administrator(String name) {
        UUID id = Estate.user(customer, name);
        Estate.run(
                "INSERT INTO credentials (organization_id, user_id, password_hash) VALUES (?, ?, 'none')",
                customer.value(),
                id);
        return id;
    }
}
