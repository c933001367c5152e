package io.tenantry.signin.internal;

import io.tenantry.access.Reach;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What applications may learn about the person who signed in, by the scopes they asked for. */
@Component
class People {
    private final Database database;

    People(Database database) {
        this.database = database;
    }

    private record Card(
            String upn,
            String displayName,
            @Nullable String givenName,
            @Nullable String surname,
            @Nullable String mail,
            @Nullable String language) {}

    /** OpenID Connect's standard claims. Empty when the person is gone. */
    Map<String, Object> claims(OrganizationId organization, UUID user, Set<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        Card card = database.first(new Reach.Some(Set.of(organization)), """
                SELECT upn, display_name, given_name, surname, mail, preferred_language FROM users
                WHERE organization_id = ? AND id = ? AND deleted_at IS NULL
                """, People::card, organization.value(), user);
        if (card == null) {
            return claims;
        }
        if (scopes.contains("profile")) {
            claims.put("name", card.displayName());
            claims.put("preferred_username", card.upn());
            put(claims, "given_name", card.givenName());
            put(claims, "family_name", card.surname());
            put(claims, "locale", card.language());
        }
        if (scopes.contains("email")) {
            put(claims, "email", card.mail());
        }
        return claims;
    }

    /** The groups the person is in, directly or through others. */
    List<String> groups(OrganizationId organization, UUID user, int most) {
        UUID org = organization.value();
        return database.list(
                new Reach.Some(Set.of(organization)), """
                SELECT m.group_id AS id FROM memberships m WHERE m.organization_id = ? AND m.member_id = ? AND m.living
                UNION
                SELECT n.outer_id FROM memberships m
                    JOIN group_nesting n ON n.organization_id = m.organization_id AND n.inner_id = m.group_id
                WHERE m.organization_id = ? AND m.member_id = ? AND m.living
                ORDER BY id LIMIT ?
                """, row -> row.getString(1), org, user, org, user, most);
    }

    private static void put(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    private static Card card(ResultSet row) throws SQLException {
        return new Card(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }
}
