package io.tenantry.console.savings;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.console.Words;
import io.tenantry.console.organizations.Where;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Saving;
import io.tenantry.usage.SavingExclusion;
import io.tenantry.usage.SavingExclusions;
import io.tenantry.usage.SavingReport;
import io.tenantry.usage.SavingReports;
import io.tenantry.usage.Savings;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One saving with what was seen, and excluding it; and all of them as a report. */
@Controller
class SavingPage {
    private static final String PAGE = SavingsPage.PATH + "/{organizationId}/{savingId}";

    private final Savings savings;
    private final SavingExclusions exclusions;
    private final SavingReports reports;
    private final Where where;
    private final InstantSource clock;

    SavingPage(Savings savings, SavingExclusions exclusions, SavingReports reports, Where where, InstantSource clock) {
        this.savings = savings;
        this.exclusions = exclusions;
        this.reports = reports;
        this.where = where;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    @Requires(Permission.USAGE_READ)
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String savingId) {
        return show(visit, Given.organization(organizationId), Given.id(savingId));
    }

    private String show(Visit visit, OrganizationId organization, UUID id) {
        Saving saving = savings.get(visit.caller(), organization, id);
        Map<String, String> evidence = new TreeMap<>();
        saving.evidence().forEach((name, value) -> evidence.put(spaced(name), told(value)));
        List<Map.Entry<String, String>> kinds = new ArrayList<>();
        if (saving.person() != null) {
            kinds.add(Map.entry("person", "this person, in all he has"));
        }
        kinds.add(Map.entry("subscription", "this subscription, whoever has it"));
        if (saving.sku() != null) {
            kinds.add(Map.entry("sku", "this product, wherever it is"));
        }
        visit.with("saving", saving)
                .with("link", SavingsPage.link(saving))
                .with("reason", saving.reason(clock.instant()))
                .with("evidence", evidence)
                .with("kinds", kinds)
                .with("organizationName", where.name(visit, organization))
                .with("mayWrite", visit.caller().reach(Permission.USAGE_WRITE).covers(organization));
        return "console/savings/saving";
    }

    private static String told(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "Yes" : "No";
        }
        try {
            return Words.ENGLISH.moment(OffsetDateTime.parse(value.toString()).toInstant());
        } catch (DateTimeException noMoment) {
            return value.toString();
        }
    }

    /** {@code firstDiscovered} as words. */
    private static String spaced(String name) {
        String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Keeps it, and what is like it, from being told as a saving. */
    @PostMapping(PAGE + "/exclude")
    @Requires(Permission.USAGE_WRITE)
    String exclude(Visit visit, @PathVariable String organizationId, @PathVariable String savingId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(savingId);
        Saving saving = savings.get(visit.caller(), organization, id);
        try {
            SavingExclusion.Kind kind = SavingExclusion.Kind.named(visit.required("kind"));
            UUID value = switch (kind) {
                case PERSON -> saving.person();
                case SUBSCRIPTION -> saving.plan();
                case SKU -> saving.sku();
                case TAG -> null;
            };
            if (value == null) {
                throw new Refusal(Refusal.Reason.MALFORMED, "The saving has nothing of this kind", "kind");
            }
            exclusions.add(
                    visit.caller(),
                    organization,
                    new SavingExclusions.Wish(
                            kind,
                            value.toString(),
                            Objects.requireNonNullElse(visit.field("reason"), ""),
                            SavingRulesPage.day(visit.field("until"))));
            return "redirect:" + SavingRulesPage.PATH + "?organization=" + organization + "&done=excluded";
        } catch (Refusal refusal) {
            visit.refused(refusal);
            return show(visit, organization, id);
        }
    }

    /** An organization's savings as a document or table. */
    @GetMapping(SavingsPage.PATH + "/report")
    @Requires(Permission.USAGE_READ)
    ResponseEntity<byte[]> report(Visit visit) {
        OrganizationId organization = where.required(visit);
        SavingReport.Format format =
                SavingReport.Format.named(Objects.requireNonNullElse(visit.field("format"), "csv"));
        byte[] file = reports.file(visit.caller(), organization, format);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"savings-" + today + "." + format.stored() + "\"")
                .body(file);
    }
}
