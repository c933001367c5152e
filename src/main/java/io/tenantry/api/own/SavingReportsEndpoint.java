package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.api.Given;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingReport;
import io.tenantry.usage.SavingReport.Every;
import io.tenantry.usage.SavingReport.Format;
import io.tenantry.usage.SavingReports;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** To whom savings are sent, how often, and in which forms. */
@RestController
@RequestMapping(SavingsEndpoint.SAVINGS + "/reports")
class SavingReportsEndpoint {
    private final SavingReports reports;

    SavingReportsEndpoint(SavingReports reports) {
        this.reports = reports;
    }

    @Operation(summary = "List the reports of savings that are sent regularly")
    @GetMapping
    @Requires(Permission.USAGE_READ)
    SavingReportList list(Caller caller, @PathVariable String organizationId) {
        return new SavingReportList(reports.list(caller, Paths.organization(organizationId)).stream()
                .map(SavingReportBody::of)
                .toList());
    }

    /** The recipient has to have the right to see savings himself whenever one is sent. */
    @Operation(summary = "Have savings sent regularly by mail")
    @Exchanges(status = 201)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires({Permission.USAGE_WRITE, Permission.USER_READ_BASIC})
    SavingReportBody add(Caller caller, @PathVariable String organizationId, @RequestBody NewReportBody body) {
        OrganizationId organization = Paths.organization(organizationId);
        return SavingReportBody.of(reports.add(caller, organization, body.wish(organization)));
    }

    @Operation(summary = "Change which savings are sent, how often, and to whom")
    @PutMapping("/{reportId}")
    @Requires({Permission.USAGE_WRITE, Permission.USER_READ_BASIC})
    SavingReportBody change(
            Caller caller,
            @PathVariable String organizationId,
            @PathVariable String reportId,
            @RequestBody NewReportBody body) {
        OrganizationId organization = Paths.organization(organizationId);
        UUID id = Paths.uuid(reportId, "reportId");
        return SavingReportBody.of(reports.change(caller, organization, id, body.wish(organization)));
    }

    @Operation(summary = "Send savings no more")
    @DeleteMapping("/{reportId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.USAGE_WRITE)
    void remove(Caller caller, @PathVariable String organizationId, @PathVariable String reportId) {
        reports.remove(caller, Paths.organization(organizationId), Paths.uuid(reportId, "reportId"));
    }

    record SavingReportList(List<SavingReportBody> items) {}

    /**
     * A report that is sent regularly.
     *
     * @param every {@code day}, {@code week} or {@code month}
     * @param formats {@code csv}, {@code pdf} or both
     * @param problem why the last one was not sent, or null
     */
    record SavingReportBody(
            UUID id,
            String every,
            List<String> formats,
            UUID recipientOrganizationId,
            UUID recipientId,
            boolean enabled,
            Instant nextAt,
            @Nullable Instant lastAt,
            @Nullable String problem) {
        static SavingReportBody of(SavingReport report) {
            return new SavingReportBody(
                    report.id(),
                    report.every().stored(),
                    report.formats().stream().map(Format::stored).toList(),
                    report.recipientHome().value(),
                    report.recipient(),
                    report.enabled(),
                    report.nextAt(),
                    report.lastAt(),
                    report.problem());
        }
    }

    /** What to send to whom. The recipient lives in the organization itself, unless another is named; both formats are usual. */
    record NewReportBody(
            UUID recipientId,
            @Nullable UUID recipientOrganizationId,
            @Nullable String every,
            @Nullable List<String> formats,
            @Nullable Boolean enabled) {
        NewReportBody {
            Given.needed(recipientId, "recipientId");
        }

        SavingReports.Wish wish(OrganizationId organization) {
            List<Format> wanted = formats == null
                    ? List.of(Format.CSV, Format.PDF)
                    : Given.all(formats, "formats").stream().map(Format::named).toList();
            UUID home = recipientOrganizationId;
            Refusal.unless(!wanted.isEmpty(), Refusal.Reason.MALFORMED, "At least one format is needed", "formats");
            return new SavingReports.Wish(
                    Every.named(Objects.requireNonNullElse(every, "month")),
                    wanted,
                    home == null ? organization : new OrganizationId(home),
                    recipientId,
                    !Boolean.FALSE.equals(enabled));
        }
    }
}
