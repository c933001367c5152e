package io.tenantry.bench.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.TestDatabase;
import io.tenantry.bench.internal.Scenario.Statement;
import io.tenantry.estate.EstateSize;
import io.tenantry.estate.Estates;
import java.sql.Connection;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LicenseScenariosTest {
    @Test
    void theBareSqlDoesTheWorkItIsComparedWith() throws Exception {
        try (TestDatabase database = new TestDatabase("license_scenarios");
                Connection owner = database.owner()) {
            Estates.fill(owner, new EstateSize(1, 4, 1_200, 40, 2_400, 1_000, 100), made -> {});
            UUID customer = UUID.fromString(String.valueOf(database.ask(
                    "SELECT organization_id FROM users GROUP BY organization_id ORDER BY count(*) DESC LIMIT 1")));
            Targets targets = Targets.find(owner, customer);
            Statement event = new Statement("SELECT 1", (statement, dice) -> {});

            for (Scenario scenario : new LicenseScenarios(targets, "/graph", event).all()) {
                try (Step step =
                        SqlStep.opening(database.location(), scenario.sql()).open(1)) {
                    for (int i = 0; i < 20; i++) {
                        step.once();
                    }
                }
            }

            for (Scenario scenario : new CloudCockpitScenarios(targets).all()) {
                try (Step step =
                        SqlStep.opening(database.location(), scenario.sql()).open(1)) {
                    step.once();
                }
            }
            assertThat(database.ask(
                            "SELECT count(*) FROM user_licenses l JOIN license_paths p USING (organization_id, user_id, sku_id)"
                                    + " WHERE p.assigned_by = 'benchmark' AND l.held"))
                    .isEqualTo("20");
        }
    }
}
