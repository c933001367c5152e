package io.tenantry.estate;

import io.tenantry.estate.internal.EstateRows;
import io.tenantry.estate.internal.RootRows;
import io.tenantry.estate.internal.Software;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** Fills empty databases with estates of any size. */
public final class Estates {
    private Estates() {}

    /**
     * Makes an estate below a root of its own, committing after each organization. A hub that is started on it with
     * {@code --demo} adds the demo's accounts.
     *
     * @param owner the owner of the migrated, empty tables
     * @param progress hears of each organization that is done
     */
    public static void fill(Connection owner, EstateSize size, Consumer<MadeOrganization> progress)
            throws SQLException {
        owner.setAutoCommit(false);
        OrganizationId root = RootRows.insert(owner, "Operator", "operator.example", true);
        new EstateRows(size, root.value(), Instant.now()).write(owner, made -> {
            owner.commit();
            progress.accept(made);
        });
        owner.commit();
        owner.setAutoCommit(true);
        EstateRows.settle(owner);
    }

    /**
     * Gives the people of an organization accounts in applications and so many days of activity, and works out what follows from
     * that: who is who, what he costs, and the figures of each day.
     */
    public static void fillUsage(Connection owner, UUID organization, int days) throws SQLException {
        owner.setAutoCommit(false);
        Software software = new Software(owner, organization, days);
        software.writeApplications();
        owner.commit();
        owner.setAutoCommit(true);
        software.settle();
    }
}
