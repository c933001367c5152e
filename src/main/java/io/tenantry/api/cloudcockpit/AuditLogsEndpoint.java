package io.tenantry.api.cloudcockpit;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.customers.LoggedOperation;
import io.tenantry.customers.OperatorLog;
import io.tenantry.customers.Portal;
import io.tenantry.customers.Portals;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.web.AnyCase;
import io.tenantry.query.Condition;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was done and refused at the operator's organizations. */
@RestController("cockpitAuditLogsEndpoint")
@AnyCase
@RequestMapping({CockpitPaths.ROOT + AuditLogsEndpoint.LOGS, CockpitPaths.PREFIXED + AuditLogsEndpoint.LOGS})
class AuditLogsEndpoint {
    static final String LOGS = "/AuditLogs";

    private static final String START = "StartDate";
    private static final String END = "EndDate";
    private static final String OPERATIONS = "Operations";
    private static final String STATUS = "Status";
    private static final String RESELLER = "Reseller";
    private static final String CUSTOMER = "Customer";
    private static final Lists.Paging PAGING = new Lists.Paging("PageNumber", "PageSize");
    private static final List<String> PARAMETERS = List.of(
            PAGING.number(), PAGING.size(), START, END, OPERATIONS, STATUS, RESELLER, CUSTOMER, Parameters.RESELLER);
    private static final int OPERATIONS_LENGTH_MAX = 4000;
    private static final String SUCCEEDED = "Succeded";
    private static final String FAILED = "Failed";
    private static final String PROCESSING = "Processing";
    private static final String ANY = "";

    private final Portals portals;
    private final OperatorLog log;
    private final Lists lists;
    private final InstantSource clock = InstantSource.system();

    AuditLogsEndpoint(Portals portals, OperatorLog log, Lists lists) {
        this.portals = portals;
        this.log = log;
        this.lists = lists;
    }

    /** The newest first. What the hub tells of is over, so nothing is ever processing. */
    @Operation(summary = "List what was done at the customers of the operator")
    @Exchanges(
            givesType = LogBody.class,
            options = {
                "PageNumber: which page, from 1",
                "PageSize: how many at most, 1 to 2000; 25 when nothing is said",
                "StartDate: a day or a moment; a month ago when nothing is said",
                "EndDate: a day, to its end, or a moment; now when nothing is said",
                "Operations: those of these names, such as CreateCustomer|CreateUser",
                "Status: Processing, Succeded or Failed",
                "Reseller: a part of the reseller's name",
                "Customer: a part of the organization's name",
                "resellerId: only what was done at this reseller and his customers; a reseller's own is filled in for him"
            })
    @GetMapping
    @Requires(Permission.AUDIT_READ)
    Listing list(Call call, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, PARAMETERS);
        OrganizationId reseller = parameters.reseller();
        LoggedOperation.Wanted wanted = wanted(parameters);
        Portal portal = portals.open(call.caller(), call.tenant(), null);
        // As it was asked and not as it was understood: now is another moment on every page.
        List<@Nullable Object> asked = new ArrayList<>();
        PARAMETERS.stream()
                .filter(name -> !name.equals(PAGING.number()))
                .forEach(name -> asked.add(parameters.text(name, OPERATIONS_LENGTH_MAX)));
        String question = "log of " + portal.operator() + " " + portal.reseller() + " " + asked;
        return lists.numbered(
                parameters,
                PAGING,
                call.caller(),
                new Lists.Question(question, Condition.ALL, OperatorLog.NEWEST_FIRST),
                query -> log.list(portal, reseller, wanted, query),
                LogBody::of);
    }

    private LoggedOperation.Wanted wanted(Parameters parameters) {
        Instant now = clock.instant();
        Instant until = Moments.of(parameters, END, now, true);
        Instant from = Moments.of(
                parameters, START, now.atOffset(ZoneOffset.UTC).minusMonths(1).toInstant(), false);
        Refusal.unless(!from.isAfter(until), Refusal.Reason.MALFORMED, "'StartDate' is after 'EndDate'", START);
        return new LoggedOperation.Wanted(
                from,
                until,
                Operations.actions(parameters.text(OPERATIONS, OPERATIONS_LENGTH_MAX)),
                outcomes(parameters.oneOf(STATUS, List.of(ANY, SUCCEEDED, FAILED, PROCESSING))),
                parameters.text(CUSTOMER),
                parameters.text(RESELLER));
    }

    private static List<String> outcomes(String status) {
        return switch (status) {
            case SUCCEEDED -> List.of("done");
            case FAILED -> List.of("refused", "failed");
            case PROCESSING -> List.of("processing");
            default -> List.of();
        };
    }

    /**
     * Something that was done or refused.
     *
     * @param user the sign-in name or client id of who did it
     * @param customerId where it was done, when that is a customer
     * @param description why it was refused; null when it was done
     */
    record LogBody(
            UUID id,
            Instant date,
            String operation,
            String status,
            String user,
            @Nullable UUID customerId,
            @Nullable String customer,
            @Nullable UUID resellerId,
            @Nullable String reseller,
            String correlationId,
            String targetType,
            @Nullable String targetId,
            @Nullable String targetName,
            @Nullable String description) {
        static LogBody of(LoggedOperation logged) {
            OrganizationId reseller = logged.reseller();
            return new LogBody(
                    logged.id(),
                    logged.at(),
                    Operations.shown(logged.action()),
                    logged.outcome().equals("done") ? SUCCEEDED : FAILED,
                    logged.actor(),
                    logged.isCustomer() ? logged.organization().value() : null,
                    logged.isCustomer() ? logged.organizationName() : null,
                    reseller == null ? null : reseller.value(),
                    logged.resellerName(),
                    logged.correlationId(),
                    logged.targetKind(),
                    logged.targetId(),
                    logged.targetName(),
                    logged.reason());
        }
    }
}
