package io.tenantry.api.clouduserhub;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.clouduserhub.reports.ReportTickets;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.UseReports;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports as in Microsoft Graph: the answer is the address of a file, which is good for some minutes and needs no token. */
@RestController
@RequestMapping({GraphPaths.AT_ROOT + "/reports", GraphPaths.PREFIXED + "/reports"})
class GraphReportsEndpoint {
    private static final String ACTIVE_USERS = "/getOffice365ActiveUserDetail";

    private final UseReports reports;
    private final ReportTickets tickets;
    private final Answers answers;

    GraphReportsEndpoint(UseReports reports, ReportTickets tickets, Answers answers) {
        this.reports = reports;
        this.tickets = tickets;
        this.answers = answers;
    }

    /**
     * Which applications of Microsoft 365 each person may use, and when he last did, as comma-separated text. The hub knows it
     * from its discovery sources. It tells the last day whenever that was, whatever the period.
     */
    @Operation(summary = "Get the report of active users")
    @Exchanges(status = 302)
    @GetMapping({
        ACTIVE_USERS + "(period='D7')",
        ACTIVE_USERS + "(period='D30')",
        ACTIVE_USERS + "(period='D90')",
        ACTIVE_USERS + "(period='D180')"
    })
    @Requires({Permission.USAGE_READ, Permission.USER_READ})
    ResponseEntity<Void> activeUsers(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Keys.organization(organizationId);
        reports.require(caller, organization);
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(answers.absolute(request, tickets.path(organization))))
                .build();
    }
}
