package io.tenantry.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.TestDatabase;
import io.tenantry.audit.AuditTrail;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PurgingTest {
    private static final String ROOT = "00000000-0000-7000-8000-000000000001";
    private static final String LIVING = "00000000-0000-7000-8000-000000000002";
    private static final String DELETED = "00000000-0000-7000-8000-000000000003";
    private static final String BELOW_DELETED = "00000000-0000-7000-8000-000000000004";
    private static int databases;

    private TestDatabase here;
    private Purging purging;

    @BeforeEach
    void makeEstate() throws SQLException {
        here = new TestDatabase("purging_" + ++databases);
        purging = new Purging(here.database(), new AuditTrail(here.database(), JsonMapper.shared()));
        here.run("INSERT INTO organizations (organization_id, parent_id, kind, name, deleted_at) VALUES"
                + "('" + ROOT + "', NULL, 'partner', 'Root', NULL),"
                + "('" + LIVING + "', '" + ROOT + "', 'customer', 'Living', NULL),"
                + "('" + DELETED + "', '" + ROOT + "', 'reseller', 'Deleted', now() - interval '31 days'),"
                + "('" + BELOW_DELETED + "', '" + DELETED + "', 'customer', 'Below', now() - interval '31 days')");
    }

    @AfterEach
    void close() {
        here.close();
    }

    @Test
    void purgesPeopleAfterThirtyDaysNotBefore() throws SQLException {
        user(LIVING, "gone", "now() - interval '30 days 1 minute'");
        user(LIVING, "restorable", "now() - interval '29 days 23 hours'");
        user(LIVING, "living", "NULL");

        purging.purge();

        assertThat(all("SELECT upn FROM users ORDER BY upn")).containsExactly("living", "restorable");
        assertThat(all("SELECT action || ' ' || target_name FROM audit_events WHERE organization_id = '" + LIVING
                        + "'"))
                .containsExactly("user.purge gone");
    }

    @Test
    void leavesNothingThatPointsAtThePurged() throws SQLException {
        String gone = user(LIVING, "gone", "now() - interval '31 days'");
        String living = user(LIVING, "living", "NULL");
        here.run("UPDATE users SET manager_id = '" + gone + "' WHERE id = '" + living + "'");
        String group = group(LIVING, "NULL");
        here.run("INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind, living) VALUES"
                + "('" + LIVING + "', '" + group + "', '" + gone + "', gen_random_uuid(), 'user', false),"
                + "('" + LIVING + "', '" + group + "', '" + living + "', gen_random_uuid(), 'user', true)");
        here.run("INSERT INTO role_assignments (organization_id, id, principal_id, principal_kind, role_id, scope_kind,"
                + " scope_organization_id) VALUES ('" + LIVING + "', gen_random_uuid(), '" + gone
                + "', 'user', gen_random_uuid(), 'organization', '" + LIVING + "')");

        purging.purge();

        assertThat(all("SELECT member_id FROM memberships")).containsExactly(living);
        assertThat(all("SELECT manager_id FROM users WHERE manager_id IS NOT NULL"))
                .isEmpty();
        assertThat(all("SELECT id FROM role_assignments")).isEmpty();
        assertThat(here.ask("SELECT count(*) FROM users_history WHERE id = '" + gone + "'"))
                .isEqualTo("1");
    }

    @Test
    void purgesADeletedOrganizationWithAllThatIsInIt() throws SQLException {
        user(BELOW_DELETED, "inside", "NULL");
        group(BELOW_DELETED, "NULL");
        here.run("INSERT INTO domains (organization_id, name) VALUES ('" + DELETED + "', 'deleted.example')");
        here.run("INSERT INTO roles (organization_id, id, name, permissions) VALUES ('" + DELETED
                + "', gen_random_uuid(), 'Own role', '{}')");
        here.run("INSERT INTO role_assignments (organization_id, id, principal_id, principal_kind, role_id, scope_kind,"
                + " scope_organization_id) VALUES ('" + ROOT
                + "', gen_random_uuid(), gen_random_uuid(), 'user', gen_random_uuid(), 'subtree', '" + DELETED + "')");

        purging.purge();

        assertThat(all("SELECT name FROM organizations ORDER BY name")).containsExactly("Living", "Root");
        assertThat(rowsLeftOf(DELETED)).isEmpty();
        assertThat(rowsLeftOf(BELOW_DELETED)).isEmpty();
        assertThat(all("SELECT action FROM audit_events ORDER BY occurred_at, action"))
                .contains("user.purge", "group.purge", "organization.purge");
    }

    @Test
    void purgesMoreThanFitsIntoOneTransaction() throws SQLException {
        here.run("INSERT INTO users (organization_id, id, object_id, upn, display_name, deleted_at)"
                + " SELECT '" + LIVING
                + "', gen_random_uuid(), gen_random_uuid(), 'u' || n, 'U', now() - interval '40 days'"
                + " FROM generate_series(1, 2500) n");

        purging.purge();

        assertThat(here.ask("SELECT count(*) FROM users")).isEqualTo("0");
        assertThat(here.ask("SELECT count(*) FROM audit_events WHERE action = 'user.purge'"))
                .isEqualTo("2500");
    }

    /** Tables, other than the past and the trail, that still have rows of the organization. */
    private List<String> rowsLeftOf(String organization) throws SQLException {
        List<String> left = new ArrayList<>();
        for (String table : all(
                "SELECT table_name FROM information_schema.columns WHERE column_name = 'organization_id'"
                        + " AND table_schema = 'public' AND table_name NOT LIKE '%\\_history' AND table_name NOT LIKE 'audit\\_%'")) {
            if (!all("SELECT 1 FROM " + table + " WHERE organization_id = '" + organization + "'")
                    .isEmpty()) {
                left.add(table);
            }
        }
        return left;
    }

    private List<String> all(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection owner = here.owner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    private String user(String organization, String upn, String deletedAt) throws SQLException {
        here.run("INSERT INTO users (organization_id, id, object_id, upn, display_name, deleted_at) VALUES ('"
                + organization + "', gen_random_uuid(), gen_random_uuid(), '" + upn + "', 'Ada', " + deletedAt + ")");
        return Objects.requireNonNull(here.ask("SELECT id FROM users WHERE upn = '" + upn + "'"));
    }

    private String group(String organization, String deletedAt) throws SQLException {
        here.run("INSERT INTO groups (organization_id, id, object_id, kind, display_name, deleted_at) VALUES ('"
                + organization + "', gen_random_uuid(), gen_random_uuid(), 'security', 'Group', " + deletedAt + ")");
        return Objects.requireNonNull(here.ask("SELECT id FROM groups WHERE organization_id = '" + organization + "'"));
    }
}
