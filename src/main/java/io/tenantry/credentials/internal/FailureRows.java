package io.tenantry.credentials.internal;

import io.tenantry.access.Reach;
import io.tenantry.credentials.BruteForceDetectionPolicy;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables logon_failures and failed_logons: the first counts for accounts, the second stands in where there is none. */
@Component
public class FailureRows {
    private static final Reach HUB = new Reach.Everything();

    /** So many rows at most, however many names are tried. */
    private static final int NOBODIES = 1_024;

    private final Database database;

    FailureRows(Database database) {
        this.database = database;
    }

    /**
     * Counts an attempt, as the function count_logon says.
     *
     * @return null while the account is locked, 0, or the number of the lockout that began with this attempt
     */
    public @Nullable Integer count(OrganizationId organization, UUID user, BruteForceDetectionPolicy policy) {
        return database.first(
                HUB,
                "SELECT count_logon(?, ?, ?, ?, ?, ?)",
                row -> row.getObject(1, Integer.class),
                organization.value(),
                user,
                policy.clearFailuresAfter().toMillis(),
                policy.maxLoginFailures(),
                policy.waitIncrement().toMillis(),
                policy.maxFailureWait().toMillis());
    }

    /** Writes as much as {@link #count} does, for a name that nobody has. */
    public void countNobody(String name) {
        database.run(HUB, """
                INSERT INTO failed_logons AS f (name_ci, failures, last_at) VALUES (?, 1, clock_timestamp())
                ON CONFLICT (name_ci) DO UPDATE SET failures = f.failures + 1, last_at = excluded.last_at
                """, "nobody " + Math.floorMod(name.hashCode(), NOBODIES));
    }

    /** Takes a counted attempt back, and the lock that it began; never a lock that another attempt began meanwhile. */
    public void takeBack(OrganizationId organization, UUID user, int lockout, BruteForceDetectionPolicy policy) {
        database.run(
                HUB,
                """
                UPDATE logon_failures SET
                    failures = CASE WHEN ? = 0 THEN greatest(failures - 1, 0) ELSE ? END,
                    lockouts = CASE WHEN ? = 0 THEN lockouts ELSE greatest(lockouts - 1, 0) END,
                    locked_until = CASE WHEN ? = 0 THEN locked_until END
                WHERE organization_id = ? AND user_id = ? AND (? = 0 OR lockouts = ?)
                """,
                lockout,
                policy.maxLoginFailures() - 1,
                lockout,
                lockout,
                organization.value(),
                user,
                lockout,
                lockout);
    }

    /** Forgets what was counted, and with it a lock that would pass. */
    public int clear(Session session, OrganizationId organization, UUID user) {
        return session.run(
                "DELETE FROM logon_failures WHERE organization_id = ? AND user_id = ?", organization.value(), user);
    }
}
