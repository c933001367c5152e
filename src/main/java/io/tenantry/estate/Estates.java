package io.tenantry.estate;

import io.tenantry.estate.internal.EstateRows;
import io.tenantry.estate.internal.MuchSoftware;
import io.tenantry.estate.internal.RootRows;
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
     * Gives people of an organization accounts in many applications and so many days of activity, and works out what follows
     * from that: what each person costs, and the figures of each day.
     *
     * @param discovered how many people are discovered, none of them the hub's own; zero for the organization's own people
     * @param progress hears of each step that is done
     */
    public static void fillUsage(
            Connection owner, UUID organization, int days, int discovered, Consumer<String> progress)
            throws SQLException {
        owner.setAutoCommit(false);
        MuchSoftware software = new MuchSoftware(owner, organization, days, discovered);
        software.write();
        owner.commit();
        owner.setAutoCommit(true);
        progress.accept("made");
        software.settle();
        progress.accept("settled");
        software.countDays();
        progress.accept("counted day by day");
    }
}
