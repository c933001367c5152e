package io.tenantry.branding.internal;

import io.tenantry.access.Reach;
import io.tenantry.branding.Accent;
import io.tenantry.branding.Brandings.Own;
import io.tenantry.branding.Logo;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table brandings. How somebody's pages look is partly said above him, where he cannot look. */
@Component
public class BrandingRows {
    private static final Reach HUB = new Reach.Everything();

    private final Database database;

    BrandingRows(Database database) {
        this.database = database;
    }

    /** What an organization says, without its picture. */
    public record Row(
            OrganizationId organization,
            @Nullable String name,
            @Nullable String accent,
            boolean hasLogo,
            long version) {}

    /** Those of the organization and all above it that say something, the nearest first. */
    public List<Row> line(OrganizationId organization) {
        return database.list(
                HUB,
                """
                WITH RECURSIVE line AS (
                    SELECT organization_id, parent_id, 0 AS distance FROM organizations WHERE organization_id = ?
                    UNION ALL
                    SELECT above.organization_id, above.parent_id, line.distance + 1
                    FROM line JOIN organizations above ON above.organization_id = line.parent_id)
                SELECT b.organization_id, b.name, b.accent, b.logo IS NOT NULL, b.version
                FROM line JOIN brandings b ON b.organization_id = line.organization_id ORDER BY distance
                """,
                row -> new Row(
                        new OrganizationId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getLong(5)),
                organization.value());
    }

    /** The organization above all others; null before the first start. */
    public @Nullable OrganizationId root() {
        return database.first(
                HUB,
                "SELECT organization_id FROM organizations WHERE parent_id IS NULL",
                row -> new OrganizationId(row.getObject(1, UUID.class)));
    }

    public Own own(Reach reach, OrganizationId organization) {
        return Objects.requireNonNullElse(
                database.first(
                        reach,
                        "SELECT name, accent, logo FROM brandings WHERE organization_id = ?",
                        BrandingRows::own,
                        organization.value()),
                Own.NOTHING);
    }

    private static Own own(ResultSet row) throws SQLException {
        String accent = row.getString(2);
        byte[] logo = row.getBytes(3);
        return new Own(
                row.getString(1),
                accent == null ? null : new Accent(accent),
                logo == null ? null : new Logo(Base64.getEncoder().encodeToString(logo)));
    }

    public void store(Session session, OrganizationId organization, Own own) {
        Accent accent = own.accent();
        Logo logo = own.logo();
        session.run(
                """
                INSERT INTO brandings (organization_id, name, accent, logo) VALUES (?, ?, ?, decode(?, 'base64'))
                ON CONFLICT (organization_id) DO UPDATE SET name = excluded.name, accent = excluded.accent,
                    logo = excluded.logo, changed_at = transaction_timestamp(), version = brandings.version + 1
                """,
                organization.value(),
                own.name(),
                accent == null ? null : accent.hex(),
                logo == null ? null : logo.base64());
    }
}
