package io.tenantry.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.TestDatabase;
import io.tenantry.platform.secrets.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;

/** After a change of master keys nothing needs the former one. */
class SecretsRenewalTest {
    /** More than are renewed in one go. */
    private static final int TENANTS = 510;

    private static int databases;

    @TempDir
    private Path folder;

    private TestDatabase here;

    @BeforeEach
    void open() {
        here = new TestDatabase("renewal_" + ++databases);
    }

    @AfterEach
    void close() {
        here.close();
    }

    private MasterKey key() {
        return new MasterKey(new StandardEnvironment(), folder);
    }

    @Test
    void everySecretIsEncryptedWithTheNewKeyAndTheFormerOneCanGo() throws Exception {
        MasterKey before = key();
        keep(before);
        Map<String, String> stored = stored();

        new SecretsRenewal(here.database(), key()).work();
        assertThat(stored()).as("without a new key").isEqualTo(stored);

        MasterKey.replace(folder);
        SecretsRenewal renewal = new SecretsRenewal(here.database(), key());
        renewal.work();
        Map<String, String> renewed = stored();
        assertThat(renewed)
                .hasSameSizeAs(stored)
                .doesNotContainValue(stored.values().iterator().next());
        renewal.work();
        new SecretsRenewal(here.database(), key()).work();
        assertThat(stored()).as("a second time").isEqualTo(renewed);

        Files.delete(folder.resolve("master.key.former"));
        MasterKey after = key();
        renewed.forEach((whose, text) -> assertThat(after.decrypt(text)).isEqualTo("secret of " + whose));
    }

    private void keep(MasterKey master) throws SQLException {
        List<UUID> customers = Stream.generate(UUID::randomUUID).limit(TENANTS).toList();
        List<String> secrets = customers.stream()
                .map(customer -> master.encrypt("secret of " + customer))
                .toList();
        UUID root = UUID.randomUUID();
        here.run("INSERT INTO organizations (organization_id, kind, name) VALUES (?, 'partner', 'Root')", root);
        here.run(
                "INSERT INTO organizations (organization_id, parent_id, kind, name)"
                        + " SELECT id, ?, 'customer', 'C' FROM unnest(?::uuid[]) id",
                root,
                customers.toArray(UUID[]::new));
        here.run(
                "INSERT INTO microsoft_connections (organization_id, tenant_id, client_id, credential_kind, credential,"
                        + " login_url, graph_url, partner_center_url, sync_minutes)"
                        + " SELECT id, id, 'x', 'secret', secret, 'x', 'x', 'x', 0 FROM unnest(?::uuid[], ?::text[]) AS x (id, secret)",
                customers.toArray(UUID[]::new),
                secrets.toArray(String[]::new));
    }

    private Map<String, String> stored() throws SQLException {
        Map<String, String> stored = new LinkedHashMap<>();
        try (Connection owner = here.owner();
                PreparedStatement statement = owner.prepareStatement(
                        "SELECT organization_id, credential FROM microsoft_connections ORDER BY 1");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                stored.put(rows.getString(1), rows.getString(2));
            }
        }
        return stored;
    }
}
