package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.tenancy.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the audit trail tells of attempts that came to nothing. */
class RefusedAttemptsTest extends DialectTest {
    @Test
    void tellsTheOrganizationWhoTriedToReachIntoIt() throws SQLException {
        OrganizationId other = customer();
        HttpRequest request = HttpRequest.newBuilder(URI.create(hubUrl() + graph(other) + "/users"))
                .header("Authorization", "Bearer " + token())
                .header("X-Correlation-Id", "case-11")
                .build();
        assertThat(client().send(request).status()).isEqualTo(403);
        assertThat(attempts(other))
                .containsExactly("GET /graph/v1/organizations/{organizationId}/v1.0/users refused case-11 "
                        + "This needs the permission 'user.readbasic' for the organization");
        assertThat(attempts(organization())).isEmpty();
    }

    @Test
    void tellsTheCallersOwnTrailWhenThereIsNoSuchOrganization() throws SQLException {
        OrganizationId nowhere = new OrganizationId(UUID.randomUUID());
        assertThat(get(graph(nowhere) + "/users").status()).isEqualTo(403);
        assertThat(attempts(organization())).hasSize(1);
        assertThat(attempts(nowhere)).isEmpty();
    }

    @Test
    void tellsOfWritesThatFailedAndNotOfReadsThatFoundNothing() throws SQLException {
        assertThat(get(graph() + "/users/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(attempts(organization())).isEmpty();
        assertThat(send("DELETE", graph() + "/users/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(send("PATCH", graph() + "/users/" + person("Ada"), "{\"shoeSize\":40}")
                        .status())
                .isEqualTo(400);
        assertThat(attempts(organization())).hasSize(2).allMatch(line -> line.contains(" refused "));
    }

    @Test
    void doesNotTellOfWhatSucceeded() throws SQLException {
        UUID ada = person("Ada");
        assertThat(send("PATCH", graph() + "/users/" + ada, "{\"jobTitle\":\"Analyst\"}")
                        .status())
                .isEqualTo(204);
        assertThat(attempts(organization())).isEmpty();
    }

    @Test
    void isNotFloodedByOneCaller() throws SQLException {
        String reader = tokenWith(BuiltInRole.READERS, organization());
        String path = graph() + "/users/" + Estate.user(organization(), "Ada");
        for (int i = 0; i < 320; i++) {
            assertThat(client().send("DELETE", path, reader, null).status()).isEqualTo(403);
        }
        assertThat(attempts(organization())).hasSize(300);
    }

    private static List<String> attempts(OrganizationId organization) throws SQLException {
        List<String> attempts = new ArrayList<>();
        try (Connection connection = TestPostgres.connect(TestPostgres.shared());
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT action || ' ' || outcome || ' ' || correlation_id || ' ' || reason FROM audit_events
                        WHERE organization_id = ? AND target_kind = 'request' ORDER BY id
                        """)) {
            statement.setObject(1, organization.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    attempts.add(rows.getString(1));
                }
            }
        }
        return attempts;
    }
}
