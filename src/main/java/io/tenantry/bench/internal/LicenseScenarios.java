package io.tenantry.bench.internal;

import io.tenantry.bench.internal.Scenario.Statement;
import io.tenantry.bench.internal.Targets.Known;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What clients do with licences, and the SQL that would be enough for it. */
final class LicenseScenarios {
    private final Targets targets;
    private final String graph;
    private final Statement event;

    /**
     * Prepares them.
     *
     * @param graph where the organization's mirror of Microsoft Graph is
     * @param event the audit event that belongs to a change
     */
    LicenseScenarios(Targets targets, String graph, Statement event) {
        this.targets = targets;
        this.graph = graph;
        this.event = event;
    }

    List<Scenario> all() {
        return List.of(subscribed(), held(), assign());
    }

    private Scenario subscribed() {
        return new Scenario(
                "subscribed products",
                0.35,
                3,
                (link, dice) -> link.get(graph + "/subscribedSkus"),
                new Statement("""
                        SELECT s.sku_id, k.part_number, k.applies_to, s.enabled, s.warning, s.suspended, s.locked_out, c.units,
                               p.id, p.name, p.applies_to
                        FROM subscribed_skus s
                            JOIN consumed_units c ON c.organization_id = s.organization_id AND c.sku_id = s.sku_id
                            JOIN skus k ON k.id = s.sku_id JOIN sku_plans x ON x.sku_id = k.id
                            JOIN service_plans p ON p.id = x.plan_id
                        WHERE s.organization_id = ?
                        """, (statement, dice) -> statement.setObject(1, targets.organization())));
    }

    private Scenario held() {
        return new Scenario(
                "licences of a user",
                0.3,
                3,
                (link, dice) ->
                        link.get(graph + "/users/" + user(dice.nextInt()).objectId() + "/licenseDetails"),
                new Statement("""
                        SELECT l.sku_id, k.part_number, p.id, p.name, p.applies_to, w.disabled_plans
                        FROM users u
                            JOIN user_licenses l ON l.organization_id = u.organization_id AND l.user_id = u.id AND l.held
                            JOIN license_paths w ON w.organization_id = l.organization_id AND w.user_id = l.user_id
                                AND w.sku_id = l.sku_id
                            JOIN skus k ON k.id = l.sku_id JOIN sku_plans x ON x.sku_id = k.id
                            JOIN service_plans p ON p.id = x.plan_id
                        WHERE u.organization_id = ? AND u.object_id = ? AND u.deleted_at IS NULL
                        """, (statement, dice) -> {
                    statement.setObject(1, targets.organization());
                    statement.setObject(2, user(dice.nextInt()).objectId());
                }));
    }

    /** Each call gives another product or another user, so that not all of them wait for one product's units. */
    private Scenario assign() {
        AtomicInteger overHttp = new AtomicInteger();
        AtomicInteger bySql = new AtomicInteger();
        int half = targets.skus().size() / 2;
        return new Scenario(
                "assign a licence",
                0.4,
                4,
                (link, dice) -> {
                    int n = overHttp.getAndIncrement();
                    return link.post(graph + "/users/" + user(n / half).objectId() + "/assignlicense", """
                            {"addLicenses":[{"skuId":"%s","disabledPlans":[]}],"removeLicenses":[]}""".formatted(
                                    targets.skus().get(n % half)));
                },
                List.of(
                        new Statement(
                                "INSERT INTO license_paths (organization_id, user_id, sku_id, via, assigned_by)"
                                        + " VALUES (?, ?, ?, ?, 'benchmark') ON CONFLICT DO NOTHING",
                                (statement, dice) -> {
                                    int n = bySql.getAndIncrement();
                                    UUID user = user(n / half).id();
                                    statement.setObject(1, targets.organization());
                                    statement.setObject(2, user);
                                    statement.setObject(3, targets.skus().get(half + n % half));
                                    statement.setObject(4, user);
                                }),
                        event));
    }

    private Known user(int number) {
        return targets.users().get(Math.floorMod(number, targets.users().size()));
    }
}
