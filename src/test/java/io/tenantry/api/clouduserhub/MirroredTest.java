package io.tenantry.api.clouduserhub;

import io.tenantry.Estate;
import io.tenantry.access.BuiltInRole;
import io.tenantry.kernel.Ids;
import io.tenantry.microsoft.Connecting;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** An organization that lives in a Microsoft tenant, for which the test's own organization stands in. */
abstract class MirroredTest extends DialectTest {
    /** What the tenant lets in. */
    UUID app = UUID.randomUUID();

    OrganizationId mirror = new OrganizationId(Ids.next());
    String mirrorToken = "";

    @BeforeEach
    void makeTenantAndMirror() {
        app = Estate.application(organization(), BuiltInRole.ADMINISTRATORS);
        mirror = customer();
        mirrorToken = tokenWith(BuiltInRole.ADMINISTRATORS, mirror);
    }

    /** Connects the two, once everybody is there who is to be mirrored. */
    final void connectMirror() {
        Connecting connecting = new Connecting(hubUrl(), mirrorToken);
        connecting.connect(mirror, Connecting.body(hubUrl(), organization(), app));
        connecting.sync(mirror, false);
    }
}
