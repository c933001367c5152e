package io.tenantry.usage;

import io.tenantry.Estate;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization's software, straight in the tests' database: who has which account, and what it costs. */
public final class SoftwareEstate {
    /** Microsoft 365 E3. */
    public static final UUID E3 = UUID.fromString("05e9a617-0261-4cee-bb44-138d3ef5d965");

    private final OrganizationId organization;
    private final UUID source = Ids.next();

    private SoftwareEstate(OrganizationId organization) {
        this.organization = organization;
    }

    /** Nobody's, to begin with. */
    public static SoftwareEstate none() {
        return new SoftwareEstate(new OrganizationId(Ids.next()));
    }

    /** An organization's, with a source that tells of it. */
    public static SoftwareEstate of(OrganizationId organization) {
        SoftwareEstate software = new SoftwareEstate(organization);
        Estate.run(
                "INSERT INTO discovery_sources (organization_id, id, kind, name, discovery_type) VALUES (?, ?, 'feed', ?, 0)",
                organization.value(),
                software.source,
                "saas.collectors.m365");
        return software;
    }

    public UUID source() {
        return source;
    }

    public UUID application(String name, String vendor) {
        UUID id = Ids.next();
        Estate.run(
                "INSERT INTO applications (organization_id, id, name, vendor) VALUES (?, ?, ?, ?)",
                organization.value(),
                id,
                name,
                vendor);
        return id;
    }

    /** A subscription of an application, paid by the month. */
    public UUID plan(UUID application, String name, int price, @Nullable UUID sku, @Nullable Integer seats) {
        UUID id = Ids.next();
        Estate.run("""
                INSERT INTO application_plans (organization_id, id, application_id, name, price, currency, sku_id, seats, contract_end)
                VALUES (?, ?, ?, ?, ?, 'EUR', ?::uuid, ?::integer, '2027-06-30')
                """, organization.value(), id, application, name, price, sku, seats);
        return id;
    }

    /** A person who is, or is not, a user of the hub. */
    public UUID person(String name, @Nullable UUID user) {
        UUID id = UsageEstate.person(organization, name, null);
        Estate.run("UPDATE people SET user_id = ?::uuid WHERE id = ?", user, id);
        return id;
    }

    /** An account of a person in an application with a seat of a plan; discovered a year ago. */
    public UUID seat(UUID person, UUID application, UUID plan, @Nullable Duration ago, boolean enabled) {
        UUID account = Ids.next();
        Timestamp last = ago == null ? null : Timestamp.from(Instant.now().minus(ago));
        Estate.run(
                """
                INSERT INTO app_accounts (organization_id, id, source_id, application_id, external_id, discovery_type, person_id,
                    is_enabled, first_discovered_at, first_active_at, last_active_at)
                VALUES (?, ?, ?, ?, ?, 0, ?, ?, now() - interval '1 year', ?, ?)
                """,
                organization.value(),
                account,
                source,
                application,
                account.toString(),
                person,
                enabled,
                last,
                last);
        UUID seat = Ids.next();
        Estate.run("""
                INSERT INTO account_plans (organization_id, account_id, plan_id, id, first_discovered_at)
                VALUES (?, ?, ?, ?, now() - interval '1 year')
                """, organization.value(), account, plan, seat);
        Estate.run("""
                INSERT INTO person_applications AS p (organization_id, person_id, application_id, discovery_types, is_enabled,
                    cost_per_month, first_discovered_at, first_active_at, last_active_at)
                SELECT ?, ?, ?, '{0}', ?, price_per_month, now() - interval '1 year', ?::timestamptz, ?::timestamptz FROM application_plans WHERE id = ?
                ON CONFLICT (organization_id, person_id, application_id) DO UPDATE
                    SET cost_per_month = p.cost_per_month + excluded.cost_per_month,
                        last_active_at = greatest(p.last_active_at, excluded.last_active_at)
                """, organization.value(), person, application, enabled, last, last, plan);
        Estate.run("""
                UPDATE people w SET (license_count, cost_per_month, last_active_at) = (
                    SELECT count(*), sum(u.cost_per_month), max(u.last_active_at) FROM person_applications u WHERE u.person_id = w.id)
                WHERE w.id = ?
                """, person);
        Estate.run("""
                UPDATE applications a SET (users, active, cost_per_month, potential_savings, last_active_at) = (
                    SELECT count(*), count(*) FILTER (WHERE u.last_active_at > now() - interval '30 days'), sum(u.cost_per_month),
                        coalesce(sum(u.cost_per_month) FILTER (
                            WHERE u.last_active_at IS NULL OR u.last_active_at <= now() - interval '30 days'), 0),
                        max(u.last_active_at)
                    FROM person_applications u WHERE u.application_id = a.id)
                WHERE a.id = ?
                """, application);
        return seat;
    }
}
