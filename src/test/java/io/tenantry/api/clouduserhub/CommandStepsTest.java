package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the steps of command blocks do, and what they refuse before they have done a part of it. */
class CommandStepsTest extends JobsTest {
    private String forOrganization() {
        return "ForOrganization(targetOrganizationId=" + organization() + ")";
    }

    private long count(String table, String where, Object... values) {
        return Long.parseLong(Estate.ask("SELECT count(*) FROM " + table + " WHERE " + where, values));
    }

    private boolean isMember(UUID group, UUID user) {
        return count("memberships", "group_id = ? AND member_id = ? AND living", group, user) == 1;
    }

    private boolean isDeleted(UUID user) {
        return count("users", "id = ? AND deleted_at IS NOT NULL", user) == 1;
    }

    /** Gives somebody an object id that is not his id in the hub. */
    private static UUID known(String table, UUID id) {
        UUID objectId = UUID.randomUUID();
        Estate.run("UPDATE " + table + " SET object_id = ? WHERE id = ?", objectId, id);
        return objectId;
    }

    @Test
    void whoIsNoGuestIsNotRemovedAsOne() {
        UUID sales = securityGroup("Sales");
        UUID ada = person("Ada");
        UUID guest = person("Guest");
        Estate.run("UPDATE users SET user_type = 'Guest' WHERE id = ?", guest);
        for (UUID member : List.of(ada, guest)) {
            Estate.member(organization(), sales, member, "user");
        }
        JsonNode refused = ran("removeguest", ada, null);
        assertThat(outcome(refused)).as(refused.toString()).isEqualTo("Conflict");
        assertThat(refused.at("/output/errorMessage").asString()).contains("Ada@" + domain(), "is no guest");
        assertThat(isMember(sales, ada)).isTrue();
        assertThat(isDeleted(ada)).isFalse();
        JsonNode removed = ran("removeguest", guest, null);
        assertThat(outcome(removed)).as(removed.toString()).isEqualTo("Completed");
        assertThat(output(removed, "groupNames")).contains("Sales");
        assertThat(isDeleted(guest)).isTrue();
    }

    @Test
    void aGroupIsNotMadeForAnOwnerWhoIsNotThere() {
        String owner = "boss@" + domain();
        JsonNode group =
                ranFor("createsecuritygroup", forOrganization(), input("displayName", "Sales", "owner", owner));
        JsonNode team = ranFor(
                "createteam",
                forOrganization(),
                input("displayName", "Sales", "mailNickname", "sales", "owner", owner));
        assertThat(List.of(outcome(group), outcome(team))).containsOnly("NotFound");
        assertThat(count("groups", "organization_id = ?", organization().value()))
                .isZero();
        UUID boss = person("boss");
        String again = jobs("createteam") + "/" + team.get("id").asString();
        send("POST", again + "/retry");
        String made = output(ended(again), "groupId");
        assertThat(count("group_owners", "group_id = ? AND owner_id = ?", UUID.fromString(made), boss))
                .isEqualTo(1);
    }

    @Test
    void aLicenseIsNotSwappedForItselfWhateverTheProductIsCalled() {
        UUID ada = person("Ada");
        Estate.subscription(organization(), "E3");
        Estate.run("UPDATE users SET usage_location = 'CH' WHERE id = ?", ada);
        assertThat(outcome(ran("assignlicense", ada, input("product", "SPE_E3"))))
                .isEqualTo("Completed");
        for (String same : List.of("spe_e3", "Microsoft 365 E3", "05e9a617-0261-4cee-bb44-138d3ef5d965")) {
            JsonNode refused = ran("swaplicense", ada, input("from", "SPE_E3", "to", same));
            assertThat(outcome(refused)).as(refused.toString()).isEqualTo("BadRequest");
        }
        assertThat(output(ran("getuserlicenses", ada, null), "products")).contains("SPE_E3");
    }

    @Test
    void peopleAndGroupsAreKnownByTheIdsOfTheirProviderToo() {
        UUID ada = person("Ada");
        UUID boss = person("Boss");
        UUID sales = securityGroup("Sales");
        UUID bossThere = known("users", boss);
        String salesThere = known("groups", sales).toString();
        String there = bossThere.toString();
        JsonNode managed = ran("setmanager", ada, input("manager", there));
        assertThat(outcome(managed)).as(managed.toString()).isEqualTo("Completed");
        assertThat(output(managed, "managerId")).isEqualTo(boss.toString());
        for (String block : List.of("addmailboxdelegate", "handoveronedrive")) {
            String right = block.equals("addmailboxdelegate") ? "FullAccess" : null;
            JsonNode delegated = ran(
                    block, ada, right == null ? input("delegate", there) : input("delegate", there, "right", right));
            assertThat(output(delegated, "delegateId")).isEqualTo(boss.toString());
        }
        assertThat(outcome(ran("addtogroup", ada, input("group", salesThere)))).isEqualTo("Completed");
        assertThat(isMember(sales, ada)).isTrue();
        assertThat(outcome(ran("removefromgroup", ada, input("group", salesThere))))
                .isEqualTo("Completed");
        assertThat(isMember(sales, ada)).isFalse();
        assertThat(outcome(ran("addtogroups", ada, input("groups", "Sales, " + salesThere))))
                .isEqualTo("Completed");
        assertThat(isMember(sales, ada)).isTrue();
        JsonNode owned = ranFor("addgroupowner", "ForGroup(targetGroupId=" + salesThere + ")", input("owner", there));
        assertThat(output(owned, "ownerId")).isEqualTo(boss.toString());
        JsonNode mailbox =
                ran("getmailbox", ada, input("tenantId", organization().toString(), "identity", there));
        assertThat(outcome(mailbox)).as(mailbox.toString()).isEqualTo("Completed");
        JsonNode alike = ranFor(
                "createuserfromtemplate",
                forOrganization(),
                input("templateUser", there, "displayName", "Cyd", "upn", "cyd@" + domain()));
        assertThat(outcome(alike)).as(alike.toString()).isEqualTo("Completed");
    }

    @Test
    void anIdOfTheHubGoesBeforeTheSameOfAProvider() {
        UUID ada = person("Ada");
        UUID boss = person("Boss");
        UUID other = person("Other");
        known("users", boss);
        Estate.run("UPDATE users SET object_id = ? WHERE id = ?", boss, other);
        assertThat(output(ran("setmanager", ada, input("manager", boss.toString())), "managerId"))
                .isEqualTo(boss.toString());
    }

    @Test
    void everyMemberOfALargeGroupIsCounted() {
        UUID all = securityGroup("All");
        UUID inner = securityGroup("Inner");
        Estate.member(organization(), all, inner, "group");
        Estate.run("""
                WITH made AS (
                    INSERT INTO users (organization_id, id, object_id, upn, display_name)
                    SELECT ?, i, i, i || '@example.com', 'Somebody' FROM (
                        SELECT gen_random_uuid() AS i FROM generate_series(1, 1001)) AS ids
                    RETURNING organization_id, id)
                INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
                SELECT organization_id, ?, id, gen_random_uuid(), 'user' FROM made
                """, organization().value(), all);
        JsonNode group = ranFor("getgroup", "ForGroup(targetGroupId=" + all + ")", null);
        assertThat(output(group, "members")).isEqualTo("1002");
    }
}
