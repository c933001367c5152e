package io.tenantry.federation.internal;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.TestPostgres;
import io.tenantry.federation.FederationSettings;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.IdentitySources;
import io.tenantry.federation.LdapSettings;
import io.tenantry.federation.SourceSettings;
import io.tenantry.federation.SyncRun;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An organization that is fed by a directory. */
abstract class DirectoryTest extends HubTest {
    private static final DirectorySync.Wish USUAL = new DirectorySync.Wish(false, false, "test");

    @Autowired
    private IdentitySources sources;

    @Autowired
    private DirectorySync sync;

    @Autowired
    private RunRows runs;

    final TestDirectory directory = TestDirectory.start();
    OrganizationId organization = new OrganizationId(Ids.next());

    @BeforeEach
    void makeOrganization() {
        organization = Estate.organization(TestOrganizations.root(), "Fed " + Ids.next());
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    final IdentitySources sources() {
        return sources;
    }

    final DirectorySync sync() {
        return sync;
    }

    /** The directory as a source with the usual settings and these; names and values in turn. */
    final IdentitySource source(Object... more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                directory.port("plain"),
                "security",
                "plain",
                "bindDn",
                TestDirectory.READER,
                "searchBase",
                TestDirectory.BASE,
                "syncMinutes",
                0));
        for (int at = 0; at < more.length; at += 2) {
            settings.put(more[at].toString(), more[at + 1]);
        }
        return sources.create(
                TestOrganizations.everywhere(),
                organization,
                new IdentitySources.NewSource(
                        "Directory " + Ids.next(),
                        true,
                        SourceSettings.of("ldap", settings),
                        TestDirectory.READERS_PASSWORD));
    }

    /** Reads the directory here and now. */
    final SyncRun read(IdentitySource source) {
        return read(source, USUAL);
    }

    final SyncRun readAll(IdentitySource source) {
        return read(source, new DirectorySync.Wish(true, false, "test"));
    }

    final SyncRun read(IdentitySource source, DirectorySync.Wish wish) {
        UUID run = sync.begin(source, wish);
        if (run == null) {
            throw new AssertionError("Somebody else reads it");
        }
        sync.read(source, run, wish);
        SyncRun done = runs.find(RunRows.reach(source), organization, source.id(), run);
        if (done == null) {
            throw new AssertionError("The run is gone");
        }
        return done;
    }

    /** Opens the directory as the hub does. */
    static final Directory open(IdentitySource source) {
        FederationSettings how =
                new FederationSettings(List.of("127.0.0.1"), Duration.ofSeconds(5), Duration.ofSeconds(10), 1);
        return Directory.open((LdapSettings) source.settings(), TestDirectory.READERS_PASSWORD, how);
    }

    /** The first column of each row, as text. */
    static List<@Nullable String> ask(String sql, Object... values) {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            List<@Nullable String> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Something of one person. */
    final @Nullable String of(String uid, String column) {
        List<@Nullable String> found = ask(
                "SELECT " + column + " FROM users WHERE organization_id = ? AND upn = ?",
                organization.value(),
                uid + "@people.example");
        return found.isEmpty() ? "nobody" : found.getFirst();
    }

    final List<@Nullable String> membersOf(String group) {
        return ask("""
                SELECT coalesce(u.upn, i.display_name) FROM groups g
                    JOIN memberships m ON m.organization_id = g.organization_id AND m.group_id = g.id AND m.living
                    LEFT JOIN users u ON u.organization_id = g.organization_id AND u.id = m.member_id
                    LEFT JOIN groups i ON i.organization_id = g.organization_id AND i.id = m.member_id
                WHERE g.organization_id = ? AND g.display_name = ? AND g.deleted_at IS NULL ORDER BY 1
                """, organization.value(), group);
    }

    final long events(String action) {
        return Long.parseLong(String.valueOf(ask(
                        "SELECT count(*) FROM audit_events WHERE organization_id = ? AND action = ?",
                        organization.value(),
                        action)
                .getFirst()));
    }
}
