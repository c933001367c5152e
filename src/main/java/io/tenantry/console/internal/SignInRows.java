package io.tenantry.console.internal;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When people last signed in to the hub, and where they are signed in. */
@Component
public class SignInRows {
    private final Database database;
    private final Access access;

    SignInRows(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /**
     * Somebody's sign-ins in figures.
     *
     * @param last when he last signed in, or null when he never did
     * @param open how many browsers and applications he is signed in with
     */
    public record SignIns(@Nullable Instant last, int open) {}

    /** Needs {@code user.read}. */
    public SignIns of(Caller caller, OrganizationId organization, UUID user) {
        SignIns found = database.first(
                access.require(caller, Permission.USER_READ, organization),
                """
                SELECT (SELECT signed_in_at FROM user_activity WHERE organization_id = ? AND user_id = ?),
                    (SELECT count(*) FROM sign_in_sessions
                     WHERE organization_id = ? AND user_id = ? AND ended_at IS NULL AND expires_at > now())
                    + (SELECT count(*) FROM sign_in_grants
                       WHERE organization_id = ? AND user_id = ? AND ended_at IS NULL AND expires_at > now())
                """,
                row -> {
                    return new SignIns(Moments.orNull(row, 1), row.getInt(2));
                },
                organization.value(),
                user,
                organization.value(),
                user,
                organization.value(),
                user);
        return found == null ? new SignIns(null, 0) : found;
    }
}
