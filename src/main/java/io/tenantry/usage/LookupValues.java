package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.usage.internal.LookupRows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The values that properties have, to choose filters from. Under {@code saas.consolidation.view.r}. */
@Component
public class LookupValues {
    /** More are not told; a part of the value narrows them down. */
    public static final int VALUES_MAX = 1_000;

    private static final int SEARCH_MAX = 200;

    private final Access access;
    private final Applications applications;
    private final LookupRows rows;

    LookupValues(Access access, Applications applications, LookupRows rows) {
        this.access = access;
        this.applications = applications;
        this.rows = rows;
    }

    /**
     * Values of a text property of applications, in their order.
     *
     * @param search a part of the values wanted, in any case, or null
     */
    public List<String> ofApplications(Caller caller, String property, @Nullable String search) {
        Reach reach = access.require(caller, Permission.USAGE_READ);
        return rows.ofApplications(reach, text(Applications.fields(), property), part(search), VALUES_MAX);
    }

    /**
     * The same of the people who have an account in an application.
     *
     * @throws Refusal (NOT_FOUND) when there is no such application
     */
    public List<String> ofUsers(Caller caller, UUID application, String property, @Nullable String search) {
        Application found = applications.get(caller, null, application);
        Reach reach = access.require(caller, Permission.USAGE_READ, found.organization());
        return rows.ofUsers(reach, found, text(People.fields(), property), part(search), VALUES_MAX);
    }

    private static Field text(Catalogue catalogue, String property) {
        Field field = catalogue.filterable(property);
        Refusal.unless(
                field.type() == Field.Type.TEXT && !field.column().equals(field.name()),
                Refusal.Reason.MALFORMED,
                "The values of '" + field.name() + "' cannot be looked up",
                "field");
        return field;
    }

    private static String part(@Nullable String search) {
        String part = search == null ? "" : search.strip();
        Refusal.unless(
                part.length() <= SEARCH_MAX && part.indexOf('\0') < 0,
                Refusal.Reason.MALFORMED,
                "What is searched has at most " + SEARCH_MAX + " characters",
                "search");
        return part;
    }
}
