package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Several;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.PersonRows;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reading the people of the consolidated view. Everywhere in this module an organization that is null means all that the
 * permission reaches.
 */
@Component("usagePeople")
public class People {
    private final Access access;
    private final PersonRows rows;
    private final UsageSettings settings;
    private final InstantSource clock;

    People(Access access, PersonRows rows, UsageSettings settings, InstantSource clock) {
        this.access = access;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What lists may be filtered and sorted by. {@code status} can be filtered by, though it is no column: {@link #list} turns it
     * into a question about the last activity.
     */
    public static Catalogue fields() {
        return PersonRows.FIELDS;
    }

    /** For asking whether a person is known by a way of discovery. */
    public static Several discoveryTypes() {
        return PersonRows.DISCOVERY_TYPES;
    }

    /** People, under {@code saas.consolidation.view.r}. */
    public Page<Person> list(Caller caller, @Nullable OrganizationId organization, ListQuery query) {
        Reach reach = reach(access, caller, Permission.USAGE_READ, organization);
        return rows.list(reach, organization, asked(query));
    }

    /**
     * One person.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND)
     */
    public Person get(Caller caller, @Nullable OrganizationId organization, UUID id) {
        return found(rows.find(reach(access, caller, Permission.USAGE_READ, organization), organization, id));
    }

    /** The question as columns can answer it. */
    ListQuery asked(ListQuery query) {
        return query.with(statusFilter().of(query.filter()));
    }

    StatusFilter statusFilter() {
        return new StatusFilter(PersonRows.STATUS, PersonRows.LAST_ACTIVE, settings.activeSince(clock.instant()));
    }

    static Reach reach(Access access, Caller caller, Permission permission, @Nullable OrganizationId organization) {
        return organization == null
                ? access.require(caller, permission)
                : access.require(caller, permission, organization);
    }

    static Person found(@Nullable Person person) {
        if (person == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such person");
        }
        return person;
    }
}
