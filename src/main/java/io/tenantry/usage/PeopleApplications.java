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
import io.tenantry.usage.internal.ApplicationUserRows;
import io.tenantry.usage.internal.PersonRows;
import io.tenantry.usage.internal.UsedApplicationRows;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which applications a person uses, which sources tell of him, and who uses an application. */
@Component
public class PeopleApplications {
    private final Access access;
    private final People people;
    private final Applications applications;
    private final UsedApplicationRows used;
    private final ApplicationUserRows users;

    PeopleApplications(
            Access access,
            People people,
            Applications applications,
            UsedApplicationRows used,
            ApplicationUserRows users) {
        this.access = access;
        this.people = people;
        this.applications = applications;
        this.used = used;
        this.users = users;
    }

    /** What lists of a person's applications may be filtered and sorted by. */
    public static Catalogue fields() {
        return UsedApplicationRows.FIELDS;
    }

    /** For asking whether an application of a person is known by a way of discovery. */
    public static Several discoveryTypes() {
        return UsedApplicationRows.DISCOVERY_TYPES;
    }

    /** What lists of the sources that tell of a person may be filtered and sorted by. */
    public static Catalogue sourceFields() {
        return UsedApplicationRows.SOURCE_FIELDS;
    }

    /** What lists of an application's users may be filtered and sorted by: a person's properties, as far as they apply there. */
    public static Catalogue userFields() {
        return ApplicationUserRows.FIELDS;
    }

    /** For asking whether a user of an application is known there by a way of discovery. */
    public static Several userDiscoveryTypes() {
        return ApplicationUserRows.DISCOVERY_TYPES;
    }

    /**
     * The applications of a person, under {@code saas.consolidation.view.r}.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND) when there is no such person
     */
    public Page<UsedApplication> list(
            Caller caller, @Nullable OrganizationId organization, UUID person, ListQuery query) {
        Page<UsedApplication> page = used.list(reach(caller, organization), organization, person, query);
        if (page.items().isEmpty()) {
            // Whoever uses anything is there; only of others it has to be asked.
            people.get(caller, organization, person);
        }
        return page;
    }

    /** The sources that tell of a person. Refuses as {@link #list} does. */
    public Page<PersonSource> sources(
            Caller caller, @Nullable OrganizationId organization, UUID person, ListQuery query) {
        Person found = people.get(caller, organization, person);
        return used.sources(reach(caller, organization), found, query);
    }

    /** Who has an account in an application. Refuses with NOT_FOUND when there is no such application. */
    public Page<ApplicationUser> users(
            Caller caller, @Nullable OrganizationId organization, UUID application, ListQuery query) {
        Application found = applications.get(caller, organization, application);
        StatusFilter status = new StatusFilter(
                PersonRows.STATUS,
                ApplicationUserRows.LAST_ACTIVE,
                people.statusFilter().activeSince());
        return users.list(reach(caller, organization), found, query.with(status.of(query.filter())));
    }

    private Reach reach(Caller caller, @Nullable OrganizationId organization) {
        return People.reach(access, caller, Permission.USAGE_READ, organization);
    }
}
