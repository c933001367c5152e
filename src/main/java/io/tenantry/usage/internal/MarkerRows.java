package io.tenantry.usage.internal;

import io.tenantry.platform.database.Session;
import io.tenantry.usage.MarkerEdit;
import io.tenantry.usage.Person;
import org.springframework.stereotype.Component;

/** The table {@code person_markers}. */
@Component
public class MarkerRows {
    private static final String MARK = """
            UPDATE person_markers SET is_online = coalesce(?::boolean, is_online),
                is_in_review = coalesce(?::boolean, is_in_review), is_qualified = coalesce(?::boolean, is_qualified)
            WHERE organization_id = ? AND person_id = ?
              AND (is_online, is_in_review, is_qualified) IS DISTINCT FROM
                (coalesce(?::boolean, is_online), coalesce(?::boolean, is_in_review), coalesce(?::boolean, is_qualified))
            """;

    /** Whether that changed anything. */
    public boolean mark(Session session, Person person, MarkerEdit edit) {
        return session.run(
                        MARK,
                        edit.online(),
                        edit.inReview(),
                        edit.qualified(),
                        person.organization().value(),
                        person.id(),
                        edit.online(),
                        edit.inReview(),
                        edit.qualified())
                > 0;
    }
}
