package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The functions that work out people, applications and days of an organization. */
@Component
public class SettlingRows {
    private static final Reach HUB = new Reach.Everything();
    private static final String PATIENCE =
            "SELECT set_config('statement_timeout', '1800s', true), set_config('work_mem', '64MB', true)";

    private final Database database;

    SettlingRows(Database database) {
        this.database = database;
    }

    /** Organizations where something waits to be settled. */
    public List<OrganizationId> waiting() {
        return organizations(
                "SELECT organization_id FROM accounts_waiting UNION SELECT organization_id FROM people_waiting");
    }

    public List<OrganizationId> withStaleApplications() {
        return organizations("SELECT DISTINCT organization_id FROM applications WHERE is_stale");
    }

    /** Organizations that have people at all, or had some. */
    public List<OrganizationId> withPeople() {
        return organizations("SELECT organization_id FROM counts WHERE subject = 'people'"
                + " UNION SELECT organization_id FROM count_changes WHERE subject = 'people'");
    }

    public long consolidate(OrganizationId organization, int most) {
        return number(organization, "SELECT consolidate_accounts(?, ?)", organization.value(), most);
    }

    public long settle(OrganizationId organization, Instant activeSince, int most) {
        return number(organization, "SELECT settle_people(?, ?, ?)", organization.value(), activeSince, most);
    }

    public void letTimePass(OrganizationId organization, Instant activeSince) {
        number(organization, "SELECT let_time_pass(?, ?)", organization.value(), activeSince);
    }

    public void refreshApplications(OrganizationId organization, Instant activeSince) {
        number(organization, "SELECT refresh_applications(?, ?)", organization.value(), activeSince);
    }

    /** Forgets on which days people signed in so long ago that every source has read it. */
    public void forgetOld() {
        database.run(HUB, "DELETE FROM sign_in_days WHERE day < current_date - 400");
    }

    /** Days that are to be counted. */
    public record Days(LocalDate from, LocalDate to) {}

    /** The days that are over and not counted yet, of the last 400, or null where there are none. */
    public @Nullable Days missing(OrganizationId organization, LocalDate yesterday) {
        return database.first(
                HUB,
                """
                SELECT d.since FROM (SELECT greatest(
                    (SELECT rolled_up_until + 1 FROM usage_progress WHERE organization_id = ?),
                    (SELECT (min(created_at) AT TIME ZONE 'UTC')::date FROM people WHERE organization_id = ?),
                    ?::date - 399) AS since) d
                WHERE d.since <= ?::date
                """,
                row -> new Days(row.getObject(1, LocalDate.class), yesterday),
                organization.value(),
                organization.value(),
                yesterday,
                yesterday);
    }

    /** The first of the last 400 days on which there was anybody, or null where there is none. */
    public @Nullable LocalDate first(OrganizationId organization) {
        return database.first(
                HUB,
                "SELECT greatest((min(created_at) AT TIME ZONE 'UTC')::date, current_date - 400) FROM people"
                        + " WHERE organization_id = ? HAVING count(*) > 0",
                row -> row.getObject(1, LocalDate.class),
                organization.value());
    }

    /** Counts days anew, and remembers that they are. Nobody else counts those of the organization meanwhile. */
    public void count(OrganizationId organization, Days days, int activeWithin) {
        database.change(only(organization), session -> {
            session.list(PATIENCE, row -> true);
            session.list(
                    "SELECT pg_advisory_xact_lock(hashtextextended('tenantry.usage.days.' || ?::uuid, 0))",
                    row -> true,
                    organization.value());
            session.list(
                    "SELECT count_days(?, ?::date, ?::date, ?)",
                    row -> row.getLong(1),
                    organization.value(),
                    days.from(),
                    days.to(),
                    activeWithin);
            session.run("""
                    INSERT INTO usage_progress AS p (organization_id, wasted_until, rolled_up_until)
                    VALUES (?, transaction_timestamp(), ?::date) ON CONFLICT (organization_id) DO UPDATE
                        SET rolled_up_until = greatest(p.rolled_up_until, excluded.rolled_up_until)
                    """, organization.value(), days.to());
        });
    }

    /** Adds days of all organizations up. */
    public void addUp(Days days) {
        database.change(HUB, session -> {
            session.list(PATIENCE, row -> true);
            session.list("SELECT pg_advisory_xact_lock(hashtext('tenantry.usage.days'))", row -> true);
            session.list("SELECT add_days_up(?::date, ?::date)", row -> true, days.from(), days.to());
        });
    }

    private long number(OrganizationId organization, String sql, Object... values) {
        return database.transaction(only(organization), session -> {
            session.list(PATIENCE, row -> true);
            return session.list(sql, row -> row.getLong(1), values).getFirst();
        });
    }

    private List<OrganizationId> organizations(String sql) {
        return database.list(HUB, sql, row -> new OrganizationId(row.getObject(1, UUID.class)));
    }

    private static Reach only(OrganizationId organization) {
        return new Reach.Some(Set.of(organization));
    }
}
