package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.ApplicationRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applications and who uses them. {@link ApplicationPlans} tells what they cost. */
@Component
public class Applications {
    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final ApplicationRows rows;

    Applications(Database database, Access access, AuditTrail audit, ApplicationRows rows) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.rows = rows;
    }

    /**
     * What somebody says of an application.
     *
     * @param name what it is called; one vendor has each name once
     */
    public record Description(String name, String vendor, String category) {
        private static final int TEXT_MAX = 200;

        public Description {
            name = name.strip();
            vendor = vendor.strip();
            category = category.strip();
            Refusal.unless(
                    !name.isEmpty() && name.length() <= TEXT_MAX,
                    Refusal.Reason.MALFORMED,
                    "An application's name has 1 to " + TEXT_MAX + " characters",
                    "name");
            Refusal.unless(
                    vendor.length() <= TEXT_MAX && category.length() <= TEXT_MAX,
                    Refusal.Reason.MALFORMED,
                    "Vendor and category have at most " + TEXT_MAX + " characters",
                    "vendor");
        }
    }

    /** What lists of applications may be filtered and sorted by. */
    public static Catalogue fields() {
        return ApplicationRows.FIELDS;
    }

    /** Applications with their figures, under {@code saas.consolidation.view.r}. */
    public Page<Application> list(Caller caller, @Nullable OrganizationId organization, ListQuery query) {
        Reach reach = People.reach(access, caller, Permission.USAGE_READ, organization);
        return rows.list(reach, organization, query);
    }

    /**
     * One application with its figures.
     *
     * @throws Refusal (NOT_PERMITTED), (NOT_FOUND)
     */
    public Application get(Caller caller, @Nullable OrganizationId organization, UUID id) {
        Reach reach = People.reach(access, caller, Permission.USAGE_READ, organization);
        return found(rows.find(reach, organization, id));
    }

    /** The values that a property of applications has, in their order: of {@code name}, {@code vendor} or {@code category}. */
    public List<String> values(Caller caller, @Nullable OrganizationId organization, String property, int most) {
        Reach reach = People.reach(access, caller, Permission.USAGE_READ, organization);
        return rows.values(reach, organization, fields().filterable(property), most);
    }

    /**
     * Adds an application that no source has told of yet. Needs {@code usage.source.write}.
     *
     * @throws Refusal (CONFLICT) when the vendor has one of this name
     */
    public Application create(Caller caller, OrganizationId organization, Description description) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        UUID id = writing(() -> database.transaction(reach, session -> {
            UUID made = rows.insert(session, organization, description);
            audit.record(
                    session,
                    caller.actor(),
                    event(organization, "application.create", made, description.name(), null, told(description)));
            return made;
        }));
        return found(rows.find(reach, organization, id));
    }

    /** Renames an application or says what else it is. Needs {@code usage.source.write}; refuses as {@link #create} does. */
    public Application change(Caller caller, OrganizationId organization, UUID id, Description description) {
        Reach reach = access.require(caller, Permission.USAGE_SOURCE_WRITE, organization);
        Application before = found(rows.find(reach, organization, id));
        writing(() -> database.transaction(reach, session -> {
            rows.update(session, organization, id, description);
            audit.record(
                    session,
                    caller.actor(),
                    event(
                            organization,
                            "application.change",
                            id,
                            description.name(),
                            told(new Description(before.name(), before.vendor(), before.category())),
                            told(description)));
            return id;
        }));
        return found(rows.find(reach, organization, id));
    }

    static Application found(@Nullable Application application) {
        if (application == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such application");
        }
        return application;
    }

    private static UUID writing(Supplier<UUID> work) {
        try {
            return work.get();
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("applications_by_name")) {
                throw new Refusal(Refusal.Reason.CONFLICT, "The vendor has an application of this name", "name");
            }
            throw failure;
        }
    }

    private static Map<String, @Nullable Object> told(Description description) {
        return Map.of("name", description.name(), "vendor", description.vendor(), "category", description.category());
    }

    static AuditEvent event(
            OrganizationId organization,
            String action,
            UUID id,
            String name,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        return AuditEvent.done(
                organization, action, new AuditEvent.Target("application", id.toString(), name, null), before, after);
    }
}
