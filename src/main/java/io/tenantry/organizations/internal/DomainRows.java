package io.tenantry.organizations.internal;

import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.Domain;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.OrganizationId;
import org.springframework.stereotype.Component;

/** The table of domains. */
@Component
public class DomainRows {
    public void insert(Session session, OrganizationId organization, Domain domain) {
        Domain.Settings settings = domain.settings();
        session.run(
                """
                INSERT INTO domains (organization_id, name, is_default, is_initial, authentication_type, is_verified,
                    supported_services, password_validity_days, password_notification_days)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                organization.value(),
                domain.name().value(),
                domain.isDefault(),
                domain.isInitial(),
                settings.authenticationType().stored(),
                settings.isVerified(),
                settings.supportedServices(),
                settings.passwordValidityDays(),
                settings.passwordNotificationDays());
    }

    public void updateSettings(
            Session session, OrganizationId organization, DomainName name, Domain.Settings settings) {
        session.run(
                """
                UPDATE domains SET authentication_type = ?, is_verified = ?, supported_services = ?,
                    password_validity_days = ?, password_notification_days = ?
                WHERE organization_id = ? AND name = ?
                """,
                settings.authenticationType().stored(),
                settings.isVerified(),
                settings.supportedServices(),
                settings.passwordValidityDays(),
                settings.passwordNotificationDays(),
                organization.value(),
                name.value());
    }

    /** In two steps, because the index that allows one default is checked row by row. */
    public void makeDefault(Session session, OrganizationId organization, DomainName name) {
        session.run(
                "UPDATE domains SET is_default = false WHERE organization_id = ? AND is_default", organization.value());
        session.run(
                "UPDATE domains SET is_default = true WHERE organization_id = ? AND name = ?",
                organization.value(),
                name.value());
    }

    public void delete(Session session, OrganizationId organization, DomainName name) {
        session.run("DELETE FROM domains WHERE organization_id = ? AND name = ?", organization.value(), name.value());
    }

    /** Whether a living user's sign-in name ends in the domain. Rare enough a question to look at each of them. */
    public boolean isInUse(Session session, OrganizationId organization, DomainName name) {
        return !session.list("""
                        SELECT 1 FROM users
                        WHERE organization_id = ? AND deleted_at IS NULL AND split_part(upn_ci, '@', 2) = ? LIMIT 1
                        """, row -> true, organization.value(), name.value())
                .isEmpty();
    }
}
