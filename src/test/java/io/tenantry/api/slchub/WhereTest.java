package io.tenantry.api.slchub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which organization the dialect works in, and that it reaches no other. */
class WhereTest extends SlcHubTest {
    private static String at(OrganizationId organization, String path) {
        return "/slchub/" + organization + SlcPaths.ROOT + path;
    }

    @Test
    void theCallersOwnOrganizationIsMeant() {
        UUID ada = person("Ada");
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Fabrikam");
        String both = tokenWith(BuiltInRole.READERS, organization(), organization(), other);
        assertThat(column(client().get(SlcPaths.ROOT + "/users", both), "_id")).containsExactly(ada.toString());
    }

    @Test
    void whoReachesOneOtherOrganizationMeansThat() {
        UUID ada = person("Ada");
        OrganizationId home = Estate.organization(TestOrganizations.root(), "Partner");
        String one = tokenWith(BuiltInRole.READERS, home, organization());
        assertThat(column(client().get(SlcPaths.ROOT + "/users", one), "_id")).containsExactly(ada.toString());
    }

    @Test
    void whoReachesSeveralHasToNameOne() {
        UUID ada = person("Ada");
        OrganizationId home = Estate.organization(TestOrganizations.root(), "Partner");
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Fabrikam");
        String several = tokenWith(BuiltInRole.READERS, home, organization(), other);
        assertRefused(client().get(SlcPaths.ROOT + "/users", several), 400, "badRequest", "/slchub/{organizationId}");
        assertThat(column(client().get(at(organization(), "/users"), several), "_id"))
                .containsExactly(ada.toString());
        assertThat(column(client().get(at(other, "/users"), several), "_id")).isEmpty();
    }

    @Test
    void nobodySeesOrTouchesWhatLiesElsewhere() {
        OrganizationId other = Estate.organization(TestOrganizations.root(), "Fabrikam");
        UUID bob = Estate.user(other, "Bob");
        UUID theirs = Estate.group(other, "Theirs");
        UUID ours = group("Ours");
        for (String path : List.of("/users", "/groups", "/principals", "/users/" + bob, "/groups/" + theirs)) {
            assertRefused(client().get(at(other, path), token()), 403, "forbidden", "permission");
        }
        for (String path : List.of(
                "/users/" + bob,
                "/users/" + bob + "/groups",
                "/users/" + bob + "/osuser",
                "/groups/" + theirs,
                "/groups/" + theirs + "/members",
                "/groups/" + theirs + "/groups",
                "/principals/" + bob + "/groups")) {
            assertRefused(get(path), 404, "notFound", "no such");
        }
        assertRefused(send("DELETE", "/users/" + bob), 404, "notFound", "no such user");
        assertRefused(send("DELETE", "/groups/" + theirs), 404, "notFound", "no such group");
        assertRefused(
                send("PATCH", "/groups/" + ours + "/members", "[{\"op\": \"add\", \"id\": \"" + bob + "\"}]"),
                400,
                "badRequest",
                "has no user or group");
        String everything = get("/users?filter[deleted][EQ]=all").body().toString()
                + get("/principals").body()
                + get("/groups").body();
        assertThat(everything).doesNotContain(bob.toString()).doesNotContain(theirs.toString());
        assertThat(column(get("/users?filter[_id][EQ]=" + bob), "_id")).isEmpty();
    }

    @Test
    void whoIsNotSignedInIsToldSo() {
        for (String path : List.of("/users", "/me", "/groups", "/principals", "/no/such/thing")) {
            assertRefused(client().get(SlcPaths.ROOT + path, null), 401, "unauthorized", "access token");
            assertRefused(client().get(at(organization(), path), "bad"), 401, "unauthorized", "");
        }
        assertRefused(get("/no/such/thing"), 404, "notFound", "");
        assertRefused(send("PUT", "/users", "{}"), 405, "methodNotAllowed", "PUT");
        assertRefused(get("/users/17"), 400, "badRequest", "17");
        assertRefused(client().get("/slchub/17" + SlcPaths.ROOT + "/users", token()), 400, "badRequest", "17");
    }

    @Test
    void aProgramIsNobodyAndAPersonIsHimself() {
        assertRefused(get("/me"), 404, "notFound", "program");
    }

    @Test
    void rolesDecideWhoMayDoWhat() {
        UUID ada = person("Ada");
        String reader = tokenWith(BuiltInRole.READERS, organization(), organization());
        assertThat(client().get(SlcPaths.ROOT + "/users/" + ada, reader).status())
                .isEqualTo(200);
        for (String call : List.of("DELETE /users/" + ada, "POST /users/" + ada + "/restore")) {
            Answer refused =
                    client().send(call.split(" ", -1)[0], SlcPaths.ROOT + call.split(" ", -1)[1], reader, null);
            assertRefused(refused, 403, "forbidden", "permission");
        }
        assertRefused(
                client().send("PATCH", SlcPaths.ROOT + "/users/" + ada, reader, "[]"), 403, "forbidden", "user.write");
        assertRefused(
                client().send("POST", SlcPaths.ROOT + "/groups", reader, "{\"name\": \"x\"}"),
                403,
                "forbidden",
                "usergroup.write");
    }
}
