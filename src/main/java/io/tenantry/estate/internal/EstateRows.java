package io.tenantry.estate.internal;

import io.tenantry.estate.EstateSize;
import io.tenantry.estate.MadeOrganization;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Writes an estate into the tables by COPY, as their owner. */
public final class EstateRows {
    private static final String ORGANIZATIONS =
            "organization_id, parent_id, kind, name, microsoft_tenant_id, locale, tags, created_at, valid_from";
    private static final String DOMAINS = "organization_id, name, is_default, is_initial, created_at";

    private final EstateSize size;
    private final Instant now;
    private final List<Firm> firms;

    public EstateRows(EstateSize size, UUID rootId, Instant now) {
        this.size = size;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        firms = new Firms(size, rootId, this.now).make();
    }

    public List<MadeOrganization> organizations() {
        return firms.stream().map(EstateRows::made).toList();
    }

    /** Writes everything within the connection's transaction; whoever listens to the progress may commit after each organization. */
    public void write(Connection owner, Progress progress) throws SQLException {
        writeOrganizations(owner);
        People people = new People(size.seed(), now);
        Teams teams = new Teams(size.seed(), now, people);
        Purchases purchases = new Purchases(size.seed(), now);
        for (Firm firm : firms) {
            people.write(owner, firm);
            teams.writeGroups(owner, firm);
            teams.writeMemberships(owner, firm);
            purchases.write(owner, firm);
            progress.done(made(firm));
        }
    }

    /** Leaves the tables with fresh counts and statistics. Needs a connection without a transaction. */
    public static void settle(Connection owner) throws SQLException {
        run(owner, "SELECT fold_counts()");
        run(
                owner,
                "VACUUM ANALYZE organizations, domains, users, groups, memberships, group_nesting, counts, count_changes,"
                        + " subscribed_skus, consumed_units, subscriptions, group_licenses, license_paths, user_licenses");
    }

    /** Hears of each organization whose people and groups are written. */
    @FunctionalInterface
    public interface Progress {
        void done(MadeOrganization organization) throws SQLException;
    }

    private void writeOrganizations(Connection owner) throws SQLException {
        try (Copy copy = new Copy(owner, "organizations", ORGANIZATIONS)) {
            for (Firm firm : firms) {
                copy.row(
                        firm.id(),
                        firm.parentId(),
                        firm.kind(),
                        firm.name(),
                        firm.tenantId(),
                        firm.locale(),
                        firm.tags(),
                        firm.createdAt(),
                        firm.createdAt());
            }
        }
        try (Copy copy = new Copy(owner, "domains", DOMAINS)) {
            for (Firm firm : firms) {
                copy.row(firm.id(), firm.domain(), true, false, firm.createdAt());
                copy.row(firm.id(), initialDomain(firm), false, true, firm.createdAt());
            }
        }
    }

    /** The name a Microsoft tenant is born with. */
    private static String initialDomain(Firm firm) {
        return firm.domain().replace(".example", ".onmicrosoft.example");
    }

    private static MadeOrganization made(Firm firm) {
        return new MadeOrganization(firm.id(), firm.kind(), firm.name(), firm.domain(), firm.tenantId());
    }

    private static void run(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
