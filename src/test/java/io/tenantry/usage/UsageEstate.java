package io.tenantry.usage;

import io.tenantry.Estate;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts people of the consolidated view and what they use straight into the tests' database, as its owner. */
public final class UsageEstate {
    private UsageEstate() {}

    /** A person, who belongs to Sales in Japan unless somebody says otherwise. */
    public static UUID person(OrganizationId organization, String name, @Nullable Instant lastActive) {
        UUID id = Ids.next();
        Estate.run("""
                INSERT INTO people (organization_id, id, display_name, email, username, country, department, discovery_types,
                    first_active_at, last_active_at)
                VALUES (?, ?, ?, lower(?) || '@noon.example', lower(?), 'Japan', 'Sales', '{0}', ?, ?)
                """, organization.value(), id, name, name, name, moment(lastActive), moment(lastActive));
        Estate.run("INSERT INTO person_markers (organization_id, person_id) VALUES (?, ?)", organization.value(), id);
        return id;
    }

    static @Nullable Timestamp moment(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
