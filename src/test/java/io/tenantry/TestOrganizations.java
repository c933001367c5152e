package io.tenantry;

import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The root that all tests of a run hang their organizations under, and callers who need no sign-in. */
public final class TestOrganizations {
    private TestOrganizations() {}

    /** The root organization of the shared database; made by whoever asks first. */
    public static OrganizationId root() {
        try (Connection connection = TestPostgres.connect(TestPostgres.shared())) {
            try (var insert = connection.prepareStatement("""
                    INSERT INTO organizations (organization_id, parent_id, kind, name) VALUES (?, NULL, 'partner', 'Operator')
                    ON CONFLICT DO NOTHING
                    """)) {
                insert.setObject(1, Ids.next());
                insert.executeUpdate();
            }
            try (var rows = connection
                    .createStatement()
                    .executeQuery("SELECT organization_id FROM organizations WHERE parent_id IS NULL")) {
                rows.next();
                return new OrganizationId(rows.getObject(1, UUID.class));
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The hub's own hand: may do everything everywhere. */
    public static Caller everywhere() {
        return caller(new Reach.Everything());
    }

    /** May do everything, in these organizations only. */
    public static Caller within(OrganizationId... organizations) {
        return caller(new Reach.Some(Set.of(organizations)));
    }

    private static Caller caller(Reach reach) {
        Map<Permission, Reach> rights =
                Arrays.stream(Permission.values()).collect(Collectors.toMap(Function.identity(), permission -> reach));
        return new Caller(Actor.system("test"), rights, "test", 0);
    }
}
