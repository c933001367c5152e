package io.tenantry.estate.internal;

import java.sql.SQLException;
import java.util.UUID;

/** Who tells of an organization's software, and what there is of it. */
record SoftwareRows(OwnerSql sql, UUID organization) {
    private static final String SOURCE = """
            INSERT INTO discovery_sources (organization_id, id, kind, name, discovery_type, priority, sync_minutes)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String APPLICATION =
            "INSERT INTO applications (organization_id, id, name, vendor, category) VALUES (?, ?, ?, ?, ?)";

    private static final String PLAN = """
            INSERT INTO application_plans (organization_id, id, application_id, name, price, currency, billing_period, is_free,
                contract_end, seats)
            SELECT ?, ?, ?, ?, ?, 'EUR', ?, ?, current_date + 40 + abs(hashtext(?::text)) % 300,
                (SELECT count(*) * 11 / 10 FROM users WHERE organization_id = ? AND abs(hashtext(id::text || ?)) % 100 < ?)
            """;

    /** An application and what it is subscribed to by. */
    record Made(UUID application, UUID plan) {}

    /** The organization's own directory, as it is read anyway. */
    void directory(boolean isMicrosoft) throws SQLException {
        source(
                isMicrosoft ? "microsoft" : "hub",
                isMicrosoft ? "saas.collectors.m365" : "saas.collectors.tenantry",
                isMicrosoft ? 0 : 3,
                isMicrosoft ? 20 : 10,
                15);
    }

    /** The log of a system that people sign in to their applications by. */
    UUID signIns() throws SQLException {
        return source("feed", "saas.collectors.sso", 3, 50, 0);
    }

    private UUID source(String kind, String name, int type, int priority, int minutes) throws SQLException {
        UUID id = UUID.randomUUID();
        sql.run(SOURCE, organization, id, kind, name, type, priority, minutes);
        return id;
    }

    Made application(Offer offer) throws SQLException {
        UUID application = UUID.randomUUID();
        UUID plan = UUID.randomUUID();
        sql.run(APPLICATION, organization, application, offer.name(), offer.vendor(), offer.category());
        sql.run(
                PLAN,
                organization,
                plan,
                application,
                offer.plan(),
                offer.price(),
                offer.period(),
                offer.isFree(),
                plan,
                organization,
                offer.name(),
                offer.share());
        return new Made(application, plan);
    }
}
