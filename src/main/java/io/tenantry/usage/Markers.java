package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.MarkerRows;
import io.tenantry.usage.internal.PersonRows;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is noted of one person. {@link BulkMarkers} notes something of many. */
@Component
public class Markers {
    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final PersonRows people;
    private final MarkerRows rows;

    Markers(Database database, Access access, AuditTrail audit, PersonRows people, MarkerRows rows) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.people = people;
        this.rows = rows;
    }

    /**
     * Notes something of a person and answers him. Needs {@code saas.consolidation.view.crud}.
     *
     * @throws io.tenantry.kernel.Refusal (NOT_PERMITTED), (NOT_FOUND)
     */
    public Person mark(Caller caller, @Nullable OrganizationId organization, UUID id, MarkerEdit edit) {
        Reach reach = People.reach(access, caller, Permission.USAGE_WRITE, organization);
        Person before = People.found(people.find(reach, organization, id));
        database.change(reach, session -> {
            if (rows.mark(session, before, edit)) {
                Person after = People.found(people.find(session, before));
                audit.record(
                        session,
                        caller.actor(),
                        AuditEvent.done(
                                before.organization(),
                                "person.mark",
                                new AuditEvent.Target("person", id.toString(), before.displayName(), null),
                                told(before.flags()),
                                told(after.flags())));
            }
        });
        return People.found(people.find(reach, organization, id));
    }

    private static Map<String, Object> told(Person.Flags flags) {
        return Map.of("isOnline", flags.online(), "isInReview", flags.inReview(), "isQualified", flags.qualified());
    }
}
