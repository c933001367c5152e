package io.tenantry.bench.internal;

import io.tenantry.bench.internal.Scenario.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;

/** What a platform asks all the time that keeps its people here by SLC Hub's API: who belongs where, and lists. */
final class SlcHubScenarios {
    private static final String COLUMNS =
            "u.id, u.created_at, u.valid_from, u.external_id, u.is_system, coalesce(u.user_name, u.upn), u.display_name,"
                    + " u.account_enabled, u.inactive_reason, u.mail, u.unix_home_directory, u.unix_user_name,"
                    + " u.os_user_principal_name";

    private final Targets targets;
    private final String root;

    SlcHubScenarios(Targets targets) {
        this.targets = targets;
        root = "/slchub/" + targets.organization() + "/api/auth/v1";
    }

    List<Scenario> all() {
        return List.of(directGroups(), indirectGroups(), chainedGroups(), filteredList(), members());
    }

    private Scenario directGroups() {
        return new Scenario(
                "groups of a user, direct",
                0.22,
                1,
                (link, dice) ->
                        link.get(root + "/users/" + user(dice) + "/groups?filter%5BmembershipType%5D%5BEQ%5D=direct"),
                new Statement(
                        "SELECT g.id, g.display_name FROM memberships m"
                                + " JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id"
                                + " WHERE m.organization_id = ? AND m.member_id = ? AND m.living AND g.deleted_at IS NULL"
                                + " ORDER BY g.display_name_ci, g.id",
                        (statement, dice) -> {
                            statement.setObject(1, targets.organization());
                            statement.setObject(2, user(dice));
                        }));
    }

    private Scenario indirectGroups() {
        return groups("groups of a user, all", this::user);
    }

    private Scenario chainedGroups() {
        return groups("groups of a user, 50 nested", dice -> targets.chained());
    }

    private Scenario groups(String name, Function<SplittableRandom, UUID> whose) {
        return new Scenario(
                name,
                0.22,
                1,
                (link, dice) -> link.get(root + "/users/" + whose.apply(dice) + "/groups"),
                new Statement(
                        "SELECT g.id, g.display_name, bool_or(held.direct) FROM ("
                                + "SELECT m.group_id, true AS direct FROM memberships m"
                                + " WHERE m.organization_id = ? AND m.member_id = ? AND m.living"
                                + " UNION ALL SELECT n.outer_id, false FROM memberships m"
                                + " JOIN group_nesting n ON n.organization_id = m.organization_id AND n.inner_id = m.group_id"
                                + " WHERE m.organization_id = ? AND m.member_id = ? AND m.living) held"
                                + " JOIN groups g ON g.organization_id = ? AND g.id = held.group_id"
                                + " WHERE g.deleted_at IS NULL GROUP BY g.id, g.display_name, g.display_name_ci"
                                + " ORDER BY g.display_name_ci, g.id",
                        (statement, dice) -> {
                            UUID user = whose.apply(dice);
                            statement.setObject(1, targets.organization());
                            statement.setObject(2, user);
                            statement.setObject(3, targets.organization());
                            statement.setObject(4, user);
                            statement.setObject(5, targets.organization());
                        }));
    }

    private Scenario filteredList() {
        return new Scenario(
                "list with filter and sort",
                0.4,
                3,
                (link, dice) -> link.get(root + "/users?filter%5BdisplayName%5D%5BCO%5D="
                        + fragment(dice).replace(" ", "%20")
                        + "&filter%5Bactive%5D%5BEQ%5D=true&sort=-_modified&page%5Blimit%5D=100"),
                new Statement(
                        "WITH met AS MATERIALIZED (SELECT " + COLUMNS + ", u.valid_from AS sorted FROM users u"
                                + " WHERE organization_id = ? AND deleted_at IS NULL AND search_text LIKE ?"
                                + " AND display_name_ci LIKE ? AND account_enabled)"
                                + " SELECT *, count(*) OVER () FROM met ORDER BY sorted DESC, id DESC LIMIT 100",
                        (statement, dice) -> {
                            String pattern = "%" + fragment(dice) + "%";
                            statement.setObject(1, targets.organization());
                            statement.setString(2, pattern);
                            statement.setString(3, pattern);
                        }));
    }

    private Scenario members() {
        return new Scenario(
                "members of a large group",
                0.35,
                3,
                (link, dice) ->
                        link.get(root + "/groups/" + targets.largestGroup().id()
                                + "/members?filter%5BmembershipType%5D%5BEQ%5D=direct&page%5Blimit%5D=100&page%5Boffset%5D="
                                + dice.nextInt(10) * 100),
                new Statement(
                        "SELECT m.member_kind, m.member_id, coalesce(u.user_name, u.upn) FROM memberships m"
                                + " JOIN users u ON u.organization_id = m.organization_id AND u.id = m.member_id"
                                + " WHERE m.organization_id = ? AND m.group_id = ? AND m.living"
                                + " ORDER BY m.member_id OFFSET ? LIMIT 100",
                        (statement, dice) -> {
                            statement.setObject(1, targets.organization());
                            statement.setObject(2, targets.largestGroup().id());
                            statement.setInt(3, dice.nextInt(10) * 100);
                        }));
    }

    private UUID user(SplittableRandom dice) {
        return targets.users().get(dice.nextInt(targets.users().size())).id();
    }

    private String fragment(SplittableRandom dice) {
        return targets.fragments().get(dice.nextInt(targets.fragments().size()));
    }
}
