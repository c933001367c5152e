package io.tenantry.usage;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingReport.Every;
import io.tenantry.usage.SavingReport.Format;
import io.tenantry.usage.internal.SavingCsv;
import io.tenantry.usage.internal.SavingPdf;
import io.tenantry.usage.internal.SavingReportRows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Savings as files, at once or regularly by mail. */
@Component
public class SavingReports {
    private static final int CSV_MAX = 20_000;
    private static final int PDF_MAX = 2_000;
    private static final int PIECE = 1_000;
    private static final int REPORTS_MAX = 100;

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final Savings savings;
    private final SavingReportRows rows;
    private final InstantSource clock;

    SavingReports(
            Database database,
            Access access,
            AuditTrail audit,
            Savings savings,
            SavingReportRows rows,
            InstantSource clock) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.savings = savings;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * What somebody wants sent.
     *
     * @param recipientHome the organization that the recipient lives in
     */
    public record Wish(
            Every every, List<Format> formats, OrganizationId recipientHome, UUID recipient, boolean enabled) {
        public Wish {
            formats = formats.stream().distinct().sorted().toList();
            Refusal.unless(!formats.isEmpty(), Refusal.Reason.MALFORMED, "At least one format is needed", "formats");
        }
    }

    /** The savings as a file. Under {@code saas.consolidation.view.r}. */
    public byte[] file(Caller caller, OrganizationId organization, Format format) {
        return written(told(caller, organization, format == Format.CSV ? CSV_MAX : PDF_MAX), format);
    }

    static byte[] written(SavingsTold told, Format format) {
        return switch (format) {
            case CSV -> SavingCsv.of(told);
            case PDF -> SavingPdf.of(told);
        };
    }

    private SavingsTold told(Caller caller, OrganizationId organization, int most) {
        Reach reach = access.require(caller, Permission.USAGE_READ, organization);
        List<Order> order =
                Savings.fields().total(List.of(Order.descending(Savings.fields().sortable("amountPerMonth"))));
        List<Saving> all = new ArrayList<>();
        ListQuery query = ListQuery.first(Math.min(PIECE, most), Condition.ALL, order);
        Page<Saving> page = savings.list(caller, organization, query);
        all.addAll(page.items());
        while (page.next() != null && all.size() < most) {
            page = savings.list(caller, organization, query.after(page.next()));
            all.addAll(page.items());
        }
        return new SavingsTold(
                rows.name(reach, organization),
                clock.instant(),
                savings.totals(caller, organization),
                all,
                page.next() == null);
    }

    /** The reports of an organization that are sent regularly. Under {@code saas.consolidation.view.r}. */
    public List<SavingReport> list(Caller caller, OrganizationId organization) {
        return rows.list(access.require(caller, Permission.USAGE_READ, organization), organization);
    }

    /**
     * Has savings sent regularly. Needs {@code saas.consolidation.view.crud}, and {@code user.readbasic} where the recipient lives.
     *
     * @throws Refusal (MALFORMED) when there is no such recipient, or he has no mail address
     */
    public SavingReport add(Caller caller, OrganizationId organization, Wish wish) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        requireRecipient(caller, wish);
        SavingReport made = report(organization, Ids.next(), wish);
        Refusal.unless(
                rows.list(reach, organization).size() < REPORTS_MAX,
                Refusal.Reason.CONFLICT,
                "An organization has at most " + REPORTS_MAX + " reports");
        database.change(reach, session -> {
            SavingReportRows.insert(session, made);
            audit.record(session, caller.actor(), event("saving.report.add", made, null, told(made)));
        });
        return made;
    }

    /** Changes what is sent, and to whom. Refuses as {@link #add} does, and with NOT_FOUND. */
    public SavingReport change(Caller caller, OrganizationId organization, UUID id, Wish wish) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        SavingReport before = found(rows.find(reach, organization, id));
        requireRecipient(caller, wish);
        SavingReport after = report(organization, id, wish);
        database.change(reach, session -> {
            SavingReportRows.update(session, after);
            audit.record(session, caller.actor(), event("saving.report.change", after, told(before), told(after)));
        });
        return found(rows.find(reach, organization, id));
    }

    /** Sends it no more. Needs {@code saas.consolidation.view.crud}. */
    public void remove(Caller caller, OrganizationId organization, UUID id) {
        Reach reach = access.require(caller, Permission.USAGE_WRITE, organization);
        SavingReport before = found(rows.find(reach, organization, id));
        database.change(reach, session -> {
            SavingReportRows.delete(session, organization, id);
            audit.record(session, caller.actor(), event("saving.report.remove", before, told(before), null));
        });
    }

    private SavingReport report(OrganizationId organization, UUID id, Wish wish) {
        Instant next = wish.every().after(clock.instant());
        return new SavingReport(
                organization,
                id,
                wish.every(),
                wish.formats(),
                wish.recipientHome(),
                wish.recipient(),
                wish.enabled(),
                next,
                null,
                null);
    }

    private void requireRecipient(Caller caller, Wish wish) {
        Reach reach = access.require(caller, Permission.USER_READ_BASIC, wish.recipientHome());
        Refusal.unless(
                rows.recipient(reach, wish.recipientHome(), wish.recipient()) != null,
                Refusal.Reason.MALFORMED,
                "There is no such person with a mail address there",
                "recipientId");
    }

    private static SavingReport found(@Nullable SavingReport report) {
        if (report == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such report");
        }
        return report;
    }

    private static AuditEvent event(
            String action, SavingReport report, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        return AuditEvent.done(
                report.organization(),
                action,
                new AuditEvent.Target("saving report", report.id().toString(), null, null),
                before,
                after);
    }

    private static Map<String, ?> told(SavingReport report) {
        return Map.of(
                "every", report.every().stored(),
                "formats", report.formats().stream().map(Format::stored).toList(),
                "recipient_id", report.recipient(),
                "enabled", report.enabled());
    }
}
