package io.tenantry.estate.internal;

import io.tenantry.estate.EstateSize;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes an estate into empty tables by COPY, one organization a transaction, as the owner of the tables. */
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

    public List<Made> organizations() {
        return firms.stream().map(EstateRows::made).toList();
    }

    /** Writes everything, telling of each organization that is done, and leaves the tables with fresh statistics. */
    public void write(Connection owner, Consumer<Made> progress) throws SQLException {
        owner.setAutoCommit(false);
        writeOrganizations(owner);
        owner.commit();
        People people = new People(size.seed(), now);
        Teams teams = new Teams(size.seed(), now, people);
        for (Firm firm : firms) {
            people.write(owner, firm);
            teams.writeGroups(owner, firm);
            teams.writeMemberships(owner, firm);
            run(owner, "SELECT fold_counts()");
            owner.commit();
            progress.accept(made(firm));
        }
        owner.setAutoCommit(true);
        run(
                owner,
                "VACUUM ANALYZE organizations, domains, users, groups, memberships, group_nesting, counts, count_changes");
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

    private static Made made(Firm firm) {
        return new Made(firm.id(), firm.kind(), firm.name(), firm.domain(), firm.tenantId(), firm.people());
    }

    private static void run(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
