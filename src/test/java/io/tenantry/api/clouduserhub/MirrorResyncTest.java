package io.tenantry.api.clouduserhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import io.tenantry.access.BuiltInRole;
import io.tenantry.microsoft.Connecting;
import io.tenantry.microsoft.MadeTenant;
import io.tenantry.platform.postgres.DatabaseLocation;
import io.tenantry.query.CursorSigner;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A mirror that was left alone for so long that Microsoft has forgotten where it was. */
class MirrorResyncTest extends DialectTest {
    private final DatabaseLocation database = TestPostgres.shared();

    @Autowired
    private CursorSigner signer = new CursorSigner(new byte[32]);

    @ParameterizedTest
    @ValueSource(strings = {"users", "groups"})
    void everythingIsReadAnewAndWhoIsGoneIsFound(String list) {
        OrganizationId tenant = customer();
        OrganizationId mirror = customer();
        MadeTenant.fill(database, tenant, 50);
        UUID app = Estate.application(tenant, BuiltInRole.ADMINISTRATORS);
        Connecting connecting = new Connecting(hubUrl(), tokenWith(BuiltInRole.ADMINISTRATORS, mirror));
        connecting.connect(mirror, Connecting.body(hubUrl(), tenant, app));
        connecting.sync(mirror, false);

        Instant before = Instant.now().minus(Duration.ofDays(10));
        String token = new DeltaToken(before, before, null, null, null).sealed(signer, list, tenant);
        MadeTenant.run(
                database,
                "UPDATE microsoft_connections SET " + list + "_link = ? WHERE organization_id = ?",
                hubUrl() + graph(tenant) + "/" + list + "/delta?$deltatoken=" + token,
                mirror.value());
        MadeTenant.run(
                database,
                "DELETE FROM memberships m USING users u WHERE u.organization_id = ? AND m.organization_id = u.organization_id"
                        + " AND m.member_id = u.id AND u.surname IN ('N1', 'N2', 'N3')",
                tenant.value());
        MadeTenant.run(
                database, "DELETE FROM users WHERE organization_id = ? AND surname IN ('N1', 'N2')", tenant.value());
        connecting.sync(mirror, false);
        assertThat(MadeTenant.told(database, mirror)).isEqualTo(MadeTenant.told(database, tenant));
    }
}
