package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.internal.UseReportRows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which applications of Microsoft 365 the people of an organization use, as Microsoft reports it of a tenant. */
@Component
public class UseReports {
    /** How many lines a page has, unless it is the last. */
    public static final int PAGE = 2_000;

    private final Database database;
    private final Access access;

    UseReports(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /**
     * A person.
     *
     * @param id what tells him apart here
     * @param licensedOn since when he may use which applications
     * @param lastOn on which day he last used which of them, or another
     * @param products what he holds licences of
     */
    public record Line(
            UUID id,
            String upn,
            String displayName,
            @Nullable LocalDate deletedOn,
            Map<ReportedProduct, LocalDate> licensedOn,
            Map<ReportedProduct, LocalDate> lastOn,
            List<String> products) {}

    /** Refuses whoever may not have a report: it takes {@code saas.consolidation.view.r} and {@code user.read}. */
    public void require(Caller caller, OrganizationId organization) {
        Reach reach = access.require(caller, Permission.USAGE_READ, organization)
                .and(access.require(caller, Permission.USER_READ, organization));
        // The file is read without the caller, so nothing else keeps him out.
        Refusal.unless(reach.covers(organization), Refusal.Reason.NOT_FOUND, "There is no such organization");
    }

    /** A page of the report, which somebody may have who was let through by {@link #require}. Begins after a person. */
    public List<Line> page(OrganizationId organization, UUID after) {
        return UseReportRows.page(database, organization, after, PAGE);
    }
}
