package io.tenantry.bench.internal;

import io.tenantry.bench.internal.Scenario.Statement;
import java.util.List;
import java.util.SplittableRandom;

/** What CloudCockpit's clients do most, and the SQL that would be enough for it. */
final class CloudCockpitScenarios {
    private final Targets targets;

    CloudCockpitScenarios(Targets targets) {
        this.targets = targets;
    }

    List<Scenario> all() {
        return List.of(searchedAndSorted());
    }

    /** The bare SQL finds, sorts and counts as the hub has to; it need not find out whose customer it is. */
    private Scenario searchedAndSorted() {
        String users = "/cloudcockpit/v1/Customers/" + targets.organization() + "/users?providerInstanceId="
                + targets.portal().objectId() + "&sortPropertyName=UserPrincipalName&searchValue=";
        String portal = "X-Tenant: " + targets.portal().id();
        return new Scenario(
                "customer users page with search and sort",
                0.35,
                4,
                (link, dice) -> link.get(users + fragment(dice), portal),
                new Statement("""
                        WITH met AS MATERIALIZED (
                            SELECT object_id, display_name, upn, given_name, surname, usage_location, upn_ci, id FROM users
                            WHERE organization_id = ? AND deleted_at IS NULL AND search_text LIKE ?
                              AND (display_name_ci LIKE ? OR upn_ci LIKE ? OR lower(given_name) LIKE ? OR lower(surname) LIKE ?))
                        SELECT met.*, (SELECT count(*) FROM met) FROM met ORDER BY upn_ci, id LIMIT 25
                        """, (statement, dice) -> {
                    String pattern = "%" + fragment(dice) + "%";
                    statement.setObject(1, targets.organization());
                    for (int i = 2; i <= 6; i++) {
                        statement.setString(i, pattern);
                    }
                }));
    }

    private String fragment(SplittableRandom dice) {
        return targets.fragments().get(dice.nextInt(targets.fragments().size())).replace(' ', '.');
    }
}
