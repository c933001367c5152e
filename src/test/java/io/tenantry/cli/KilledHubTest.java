package io.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Client;
import io.tenantry.Client.Answer;
import io.tenantry.Estate;
import io.tenantry.TestDatabase;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Secrets;
import io.tenantry.kernel.Ids;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A hub that is killed in the middle of a change leaves it for the next to go on with, and nothing happens twice. */
class KilledHubTest {
    private static final Path FOLDER = Path.of("target", "test-killed-hub");
    private static final int PEOPLE = 20_000;
    private static final String BEFORE = "SELECT count(*) FROM users u JOIN before b USING (organization_id, id)"
            + " WHERE to_jsonb(u) - 'version' - 'valid_from' <> to_jsonb(b) - 'version' - 'valid_from'";

    private final UUID root = Ids.next();
    private final UUID customer = Ids.next();
    private final UUID account = Ids.next();

    @Test
    void everyTargetIsChangedExactlyOnceAndUndoingLeavesNoRowDifferent() throws Exception {
        try (TestDatabase database = new TestDatabase("killed")) {
            fill(database);
            String id;
            try (RunningHub hub = start(database)) {
                Client client = new Client(hub.address().toString());
                String token = client.tokenOf(account);
                JsonNode plan = plan(client, token);
                id = plan.path("id").asString();
                assertThat(plan.path("counts").path("planned").asInt()).isEqualTo(PEOPLE);
                apply(client, token, plan);
                long done = 0;
                while (done == 0) {
                    done = progress(client, token, id).path("done").asLong();
                }
                hub.kill();
                assertThat(done).isLessThan(PEOPLE);
            }
            long after = Long.parseLong(String.valueOf(database.ask(
                    "SELECT count(*) FROM users WHERE department = 'Sales' AND id IN (SELECT id FROM before)")));
            assertThat(after).isPositive().isLessThan(PEOPLE);

            try (RunningHub hub = start(database)) {
                Client client = new Client(hub.address().toString());
                String token = client.tokenOf(account);
                JsonNode done = finished(client, token, id);
                assertThat(done.path("done").asInt()).isEqualTo(PEOPLE);
                assertThat(done.path("conflicts").asInt() + done.path("failed").asInt())
                        .isZero();
                everyoneWasChangedOnce(database, id);

                Answer undo = client.send("POST", "/api/v1/changes/" + id + "/undo", token, "{}");
                assertThat(undo.status()).as(undo.body().toString()).isEqualTo(201);
                assertThat(undo.body().path("counts").path("planned").asInt()).isEqualTo(PEOPLE);
                apply(client, token, undo.body());
                finished(client, token, undo.body().path("id").asString());
            }
            assertThat(database.ask(BEFORE)).isEqualTo("0");
        }
    }

    private static void everyoneWasChangedOnce(TestDatabase database, String id) throws SQLException {
        assertThat(database.ask("SELECT count(*) FROM users WHERE department = 'Sales' AND version = 2"))
                .isEqualTo(Integer.toString(PEOPLE));
        assertThat(database.ask("SELECT count(*) FROM users_history")).isEqualTo(Integer.toString(PEOPLE));
        assertThat(database.ask("SELECT count(DISTINCT target_id) FROM audit_events WHERE action = 'user.change'"
                        + " AND correlation_id = 'change-" + id + "'"))
                .isEqualTo(Integer.toString(PEOPLE));
        assertThat(database.ask("SELECT count(*) FROM audit_events WHERE action = 'user.change'"))
                .isEqualTo(Integer.toString(PEOPLE));
    }

    private RunningHub start(TestDatabase database) throws Exception {
        return RunningHub.start(
                FOLDER,
                "--database-url",
                database.location().url(),
                "--database-user",
                database.location().user(),
                "--database-password",
                database.location().password());
    }

    private static JsonNode plan(Client client, String token) {
        Answer plan = client.send("POST", "/api/v1/changes", token, """
                {"targets": {"filter": "department eq 'Slaes'"}, "edit": {"set": {"department": "Sales"}}}""");
        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(201);
        return plan.body();
    }

    private static void apply(Client client, String token, JsonNode plan) {
        Answer answer = client.send(
                "POST",
                "/api/v1/changes/" + plan.path("id").asString() + "/apply",
                token,
                "{\"hash\": \"" + plan.path("hash").asString() + "\"}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    private static JsonNode progress(Client client, String token, String id) {
        return client.get("/api/v1/changes/" + id, token).body().path("progress");
    }

    private static JsonNode finished(Client client, String token, String id) {
        JsonNode now = progress(client, token, id);
        while (now.path("state").asString().equals("applying")) {
            now = progress(client, token, id);
        }
        assertThat(now.path("state").asString()).isEqualTo("done");
        return now;
    }

    private void fill(TestDatabase database) throws SQLException {
        database.run(
                "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, NULL, 'partner', 'Root')",
                root);
        database.run(
                "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, ?, 'customer', 'Customer')",
                customer,
                root);
        database.run(
                "INSERT INTO service_accounts (organization_id, id, client_id, secret_hash, display_name) VALUES (?, ?, ?, ?, 'Script')",
                root,
                account,
                account.toString(),
                Secrets.hash(Estate.SECRET));
        database.run("""
                INSERT INTO role_assignments (organization_id, id, principal_id, principal_kind, role_id, scope_kind,
                    scope_organization_id) VALUES (?, ?, ?, 'service account', ?, 'subtree', ?)
                """, root, Ids.next(), account, BuiltInRole.ADMINISTRATORS.id(), root);
        database.run("INSERT INTO change_rules (organization_id, rules) VALUES (?, '[]')", root);
        database.run("""
                INSERT INTO users (organization_id, id, object_id, upn, display_name, department)
                SELECT ?, id, id, 'p' || id || '@example.com', 'Person ' || n, 'Slaes'
                FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, %d) n) people
                """.formatted(PEOPLE), customer);
        database.run("CREATE TABLE before AS SELECT * FROM users");
        database.run("ANALYZE");
    }
}
