package io.tenantry.bench.internal;

import io.tenantry.bench.internal.Scenario.Statement;
import io.tenantry.kernel.Ids;
import java.util.UUID;

/** The audit event that belongs to a change, in the same transaction. */
final class EventStatement {
    private EventStatement() {}

    static Statement of(Targets targets, String action, String kind) {
        return new Statement(
                "INSERT INTO audit_events (organization_id, id, actor_id, actor_kind, actor_name, action, target_kind, target_id,"
                        + " target_name, outcome, correlation_id, after)"
                        + " VALUES (?, ?, ?, 'service account', 'benchmark', ?, ?, ?, 'Made By Sql', 'done', ?, ?::jsonb)",
                (statement, dice) -> {
                    UUID id = Ids.next();
                    statement.setObject(1, targets.organization());
                    statement.setObject(2, id);
                    statement.setObject(3, targets.organization());
                    statement.setString(4, action);
                    statement.setString(5, kind);
                    statement.setString(6, id.toString());
                    statement.setString(7, id.toString());
                    statement.setString(
                            8,
                            "{\"upn\":\"" + id
                                    + "\",\"display_name\":\"Made By Sql\",\"given_name\":\"Made\",\"surname\":\"Sql\","
                                    + "\"department\":\"Benchmark\"}");
                });
    }
}
