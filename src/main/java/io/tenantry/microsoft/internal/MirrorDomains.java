package io.tenantry.microsoft.internal;

import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import java.util.UUID;

/** Writes a tenant's domains into the mirror. */
final class MirrorDomains {
    private static final String STAGE = """
            CREATE TEMPORARY TABLE staged_domains (name text COLLATE "C" PRIMARY KEY, authentication_type text,
                is_default boolean, is_initial boolean, is_verified boolean) ON COMMIT DROP""";

    private static final String FILL = """
            INSERT INTO staged_domains
            SELECT lower(d ->> 'id'), CASE d ->> 'authenticationType' WHEN 'Federated' THEN 'Federated' ELSE 'Managed' END,
                coalesce((d ->> 'isDefault')::boolean, false), coalesce((d ->> 'isInitial')::boolean, false),
                coalesce((d ->> 'isVerified')::boolean, true)
            FROM jsonb_array_elements(?::jsonb) AS d WHERE length(d ->> 'id') BETWEEN 3 AND 253
            ON CONFLICT DO NOTHING
            """;

    /** Only one domain is the default one, so those that were give way first. */
    private static final String GIVE_WAY = """
            UPDATE domains d SET is_default = d.is_default AND coalesce(s.is_default, false),
                is_initial = d.is_initial AND coalesce(s.is_initial, false)
            FROM domains o LEFT JOIN staged_domains s ON s.name = o.name
            WHERE d.organization_id = ? AND o.organization_id = d.organization_id AND o.name = d.name
              AND (d.is_default AND NOT coalesce(s.is_default, false) OR d.is_initial AND NOT coalesce(s.is_initial, false))
            """;

    private static final String WRITE = """
            INSERT INTO domains AS d (organization_id, name, authentication_type, is_default, is_initial, is_verified)
            SELECT ?, name, authentication_type, is_default, is_initial, is_verified FROM staged_domains
            ON CONFLICT (organization_id, name) DO UPDATE SET authentication_type = excluded.authentication_type,
                is_default = excluded.is_default, is_initial = excluded.is_initial, is_verified = excluded.is_verified
                WHERE (d.authentication_type, d.is_default, d.is_initial, d.is_verified) IS DISTINCT FROM
                    (excluded.authentication_type, excluded.is_default, excluded.is_initial, excluded.is_verified)
            """;

    private MirrorDomains() {}

    static void write(Session session, UUID organization, Json domains) {
        session.run(STAGE);
        session.run(FILL, domains);
        session.run(GIVE_WAY, organization);
        session.run(WRITE, organization);
        session.run(
                "DELETE FROM domains d WHERE d.organization_id = ? AND EXISTS (SELECT FROM staged_domains)"
                        + " AND NOT EXISTS (SELECT FROM staged_domains s WHERE s.name = d.name)",
                organization);
    }
}
