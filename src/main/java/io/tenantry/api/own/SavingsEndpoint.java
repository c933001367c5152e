package io.tenantry.api.own;

import io.swagger.v3.oas.annotations.Operation;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.api.Exchanges;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Saving;
import io.tenantry.usage.SavingReport.Format;
import io.tenantry.usage.SavingReports;
import io.tenantry.usage.SavingRule;
import io.tenantry.usage.SavingTotal;
import io.tenantry.usage.Savings;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What organizations pay for and do not need, with the reason for each. */
@RestController
class SavingsEndpoint {
    static final String SAVINGS = Paths.ORGANIZATION + "/savings";

    private final Savings savings;
    private final SavingReports reports;
    private final Lists lists;
    private final InstantSource clock = InstantSource.system();
    private final Listed<Saving> listed = new Listed<>(
            Savings.fields(),
            List.of(Order.descending(Savings.fields().sortable("amountPerMonth"))),
            Set.of(),
            this::shown);

    SavingsEndpoint(Savings savings, SavingReports reports, Lists lists) {
        this.savings = savings;
        this.reports = reports;
        this.lists = lists;
    }

    /** The largest first. Each seat is counted once, for the surest reason. */
    @Operation(summary = "List the savings of an organization")
    @Exchanges(givesType = SavingBody.class)
    @GetMapping(SAVINGS)
    @Requires(Permission.USAGE_READ)
    Listing list(Caller caller, HttpServletRequest request, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return lists.list(request, caller, listed, query -> savings.list(caller, organization, query));
    }

    @Operation(summary = "List the savings of all organizations")
    @Exchanges(givesType = SavingBody.class)
    @GetMapping(Paths.ROOT + "/savings")
    @Requires(Permission.USAGE_READ)
    Listing listEverywhere(Caller caller, HttpServletRequest request) {
        return lists.list(request, caller, listed, query -> savings.list(caller, null, query));
    }

    /** What each rule found, the largest amount first, and when that was. */
    @Operation(summary = "Sum up the savings of an organization")
    @GetMapping(SAVINGS + "/summary")
    @Requires(Permission.USAGE_READ)
    SavingSummaryBody summary(Caller caller, @PathVariable String organizationId) {
        OrganizationId organization = Paths.organization(organizationId);
        return new SavingSummaryBody(
                savings.searchedAt(caller, organization),
                savings.totals(caller, organization).stream()
                        .map(SavingTotalBody::of)
                        .toList());
    }

    /**
     * The hub does so by itself every six hours, and when rules or exclusions change. Where that takes longer than ten seconds, it is
     * done in the background, and {@code searchedAt} is null until then.
     */
    @Operation(summary = "Look for savings now")
    @PostMapping(SAVINGS + "/search")
    @Requires(Permission.USAGE_READ)
    SavingSummaryBody search(Caller caller, @PathVariable String organizationId) {
        savings.search(caller, Paths.organization(organizationId));
        return summary(caller, organizationId);
    }

    /** As a table for spreadsheets, or as a document to be printed or sent on. */
    @Operation(summary = "Get the savings of an organization as a file")
    @Exchanges(
            givesFile = {"text/csv", "application/pdf"},
            options = "format: csv, as when nothing is said, or pdf")
    @GetMapping(SAVINGS + "/export")
    @Requires(Permission.USAGE_READ)
    ResponseEntity<byte[]> export(
            Caller caller,
            @PathVariable String organizationId,
            @RequestParam(required = false, defaultValue = "csv") String format) {
        OrganizationId organization = Paths.organization(organizationId);
        Format wanted = Format.named(format);
        byte[] file = reports.file(caller, organization, wanted);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, wanted.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"savings-" + today + "." + wanted.stored() + "\"")
                .body(file);
    }

    @Operation(summary = "Get a saving")
    @GetMapping(SAVINGS + "/{savingId}")
    @Requires(Permission.USAGE_READ)
    SavingBody get(Caller caller, @PathVariable String organizationId, @PathVariable String savingId) {
        return shown(savings.get(caller, Paths.organization(organizationId), Paths.uuid(savingId, "savingId")));
    }

    private SavingBody shown(Saving saving) {
        return SavingBody.of(saving, clock.instant());
    }

    /** What one rule found. */
    record SavingTotalBody(String rule, @Nullable String currency, long count, long seats, BigDecimal amountPerMonth) {
        static SavingTotalBody of(SavingTotal total) {
            return new SavingTotalBody(
                    total.rule().wireName(), total.currency(), total.count(), total.seats(), total.amountPerMonth());
        }
    }

    record SavingSummaryBody(@Nullable Instant searchedAt, List<SavingTotalBody> rules) {}

    /**
     * A seat that is paid for and not needed, or several that nobody has.
     *
     * @param also other rules that it meets
     * @param reason why, in a sentence
     * @param confidence how sure it is that nobody misses it, from 1 to 100
     * @param reclaimable whether the hub itself can take it back
     */
    record SavingBody(
            UUID id,
            UUID organizationId,
            String rule,
            List<String> also,
            String reason,
            int confidence,
            UUID planId,
            String planName,
            UUID applicationId,
            String applicationName,
            String vendor,
            @Nullable UUID skuId,
            @Nullable UUID personId,
            @Nullable String personName,
            @Nullable UUID userId,
            int seats,
            BigDecimal amountPerMonth,
            @Nullable String currency,
            @Nullable Instant lastActive,
            @Nullable LocalDate contractEnd,
            Instant foundAt,
            boolean reclaimable,
            Map<String, Object> evidence) {
        static SavingBody of(Saving saving, Instant now) {
            return new SavingBody(
                    saving.id(),
                    saving.organization().value(),
                    saving.rule().wireName(),
                    saving.also().stream().map(SavingRule::wireName).toList(),
                    saving.reason(now),
                    saving.confidence(),
                    saving.plan(),
                    saving.planName(),
                    saving.application(),
                    saving.applicationName(),
                    saving.vendor(),
                    saving.sku(),
                    saving.person(),
                    saving.personName(),
                    saving.user(),
                    saving.seats(),
                    saving.amountPerMonth(),
                    saving.currency(),
                    saving.lastActive(),
                    saving.contractEnd(),
                    saving.foundAt(),
                    saving.canReclaim(),
                    saving.evidence());
        }
    }
}
