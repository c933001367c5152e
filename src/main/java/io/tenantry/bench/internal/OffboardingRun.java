package io.tenantry.bench.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Offboardings of very many over two nodes, while people go, a tenant fails, and one of the nodes is killed. */
public final class OffboardingRun {
    /** More lanes than one node has threads, so that both have work. */
    private static final int ORGANIZATIONS = 8;

    /** One in so many people is not there any more when his job starts, so that it fails. */
    static final int GONE_EVERY = 20;

    private static final int LOOK_MILLIS = 250;
    private static final String STORM = """
            INSERT INTO emulated_faults (organization_id, kind, percent, retry_after_seconds, delay_millis) VALUES
                (?, 'throttled', 20, 0, NULL), (?, 'unavailable', 5, NULL, NULL), (?, 'cut', 3, NULL, NULL)
            """;

    private final TwoNodes nodes;
    private final Report report;

    public OffboardingRun(TwoNodes nodes, Report report) {
        this.nodes = nodes;
        this.report = report;
    }

    /** Runs it all; the ledger at the end. */
    public OffboardingLedger run(int people, int atMicrosoft, int kills) throws Exception {
        List<UUID> local = new ArrayList<>();
        try (Connection owner = nodes.owner()) {
            for (int i = 0; i < ORGANIZATIONS; i++) {
                UUID organization = organization(owner);
                fill(owner, organization, people / ORGANIZATIONS, true);
                local.add(organization);
            }
            UUID tenant = organization(owner);
            UUID mirror = organization(owner);
            fill(owner, tenant, atMicrosoft, false);
            mirror(owner, tenant, mirror);
            List<UUID> all = new ArrayList<>(local);
            all.add(mirror);
            for (UUID organization : all) {
                plan(owner, organization, !organization.equals(mirror));
            }
            MadeTenant.run(owner, STORM, tenant, tenant, tenant);
            OffboardingLedger ledger = new OffboardingLedger(nodes, local, mirror, tenant);
            long before = System.nanoTime();
            MadeTenant.run(
                    owner,
                    "UPDATE command_jobs SET due_at = now() WHERE status = 'Pending' AND organization_id = ANY (?)",
                    owner.createArrayOf("uuid", all.toArray()));
            long jobs = ledger.jobs();
            report.say(jobs + " offboardings over two nodes");
            for (int kill = 0; kill < kills; kill++) {
                awaitAndKill(ledger, jobs * (kill + 1) / (kills + 2));
            }
            while (ledger.over() < jobs) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            report.say(
                    String.format(Locale.ROOT, "all over after %.1f s, %.0f people a second", seconds, jobs / seconds));
            return ledger;
        }
    }

    /** Kills the second node when so many jobs are over and it has some in its hands. */
    private void awaitAndKill(OffboardingLedger ledger, long jobs) throws Exception {
        while (ledger.over() < jobs || !isAtWork()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        long held = ledger.running();
        nodes.killSecond();
        report.say("killed a node after " + ledger.over() + " jobs, when " + held
                + " were running on both, and started another");
    }

    private boolean isAtWork() throws SQLException {
        try (Connection owner = nodes.owner();
                PreparedStatement statement = owner.prepareStatement("""
                        SELECT EXISTS (SELECT FROM scheduled_tasks t JOIN command_jobs j
                            ON t.task_instance = j.organization_id || '/' || j.lane
                            WHERE t.picked AND t.picked_by = ? AND j.status = 'Running')""")) {
            statement.setString(1, nodes.secondName());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private UUID organization(Connection owner) throws SQLException, IOException {
        UUID id = UUID.randomUUID();
        MadeTenant.run(
                owner,
                "INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, ?, 'customer', 'Leavers')",
                id,
                UUID.fromString(nodes.signIn().partner()));
        MadeTenant.run(
                owner,
                "INSERT INTO domains (organization_id, name, is_default, is_initial) VALUES (?, ?, true, true)",
                id,
                "leavers" + id + ".example");
        // Without rules, nobody else has to agree to a job for many.
        MadeTenant.run(owner, "INSERT INTO change_rules (organization_id, rules) VALUES (?, '[]')", id);
        return id;
    }

    /** Leavers who belong to a group; where they live in the hub, they also have a manager and a device. */
    private static void fill(Connection owner, UUID organization, int people, boolean isLocal) throws SQLException {
        UUID boss = UUID.randomUUID();
        MadeTenant.run(
                owner,
                "INSERT INTO users (organization_id, id, object_id, upn, display_name) VALUES (?, ?, ?, ?, 'Boss')",
                organization,
                boss,
                boss,
                "boss@leavers" + organization + ".example");
        @Nullable UUID manager = isLocal ? boss : null;
        MadeTenant.run(owner, """
                INSERT INTO users (organization_id, id, object_id, upn, display_name, employee_id, manager_id)
                SELECT ?, id, id, 'leaver' || number || '@leavers' || ? || '.example', 'Leaver', number::text, ?::uuid
                FROM (SELECT gen_random_uuid() AS id, number FROM generate_series(1, ?) number) made
                """, organization, organization.toString(), manager, people);
        MadeTenant.run(owner, """
                WITH made AS (INSERT INTO groups (organization_id, id, object_id, kind, display_name)
                    VALUES (?, gen_random_uuid(), gen_random_uuid(), 'security', 'Team') RETURNING id)
                INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)
                SELECT u.organization_id, made.id, u.id, gen_random_uuid(), 'user' FROM made, users u
                WHERE u.organization_id = ? AND u.display_name = 'Leaver'
                """, organization, organization);
        if (isLocal) {
            MadeTenant.run(
                    owner,
                    "INSERT INTO devices (organization_id, id, name, owner_id) SELECT organization_id, gen_random_uuid(),"
                            + " 'Laptop', id FROM users WHERE organization_id = ? AND display_name = 'Leaver'",
                    organization);
        }
    }

    private void mirror(Connection owner, UUID tenant, UUID mirror) throws Exception {
        try (MirrorClient client = new MirrorClient(nodes.url(), nodes.signIn())) {
            if (!client.connect(mirror, tenant, nodes.url(), nodes.signIn())) {
                throw new IOException("The hub may not call itself");
            }
            client.sync(mirror);
        }
        MadeTenant.run(owner, "ANALYZE users");
    }

    /** Hands the offboarding of everybody over for later, and lets some of them go meanwhile. */
    private void plan(Connection owner, UUID organization, boolean hasDevices) throws Exception {
        try (HttpLink link = new HttpLink(nodes.url(), nodes.signIn().token(nodes.url()))) {
            int status =
                    link.post("/api/v1/organizations/" + organization + "/command-jobs", """
                    {"block": "offboard", "filter": "displayName eq 'Leaver'", "plannedAt": "2099-01-01T00:00:00Z",
                     "input": {"automaticReply": "Gone", "retireDevices": %s}}""".formatted(hasDevices));
            if (status != 202) {
                throw new IOException("The hub answered " + status + " to a job: " + link.body());
            }
        }
        MadeTenant.run(
                owner,
                "UPDATE users SET deleted_at = now() WHERE organization_id = ? AND display_name = 'Leaver'"
                        + " AND employee_id::int % ? = 0",
                organization,
                GONE_EVERY);
    }
}
