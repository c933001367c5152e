package io.tenantry.usage;

import io.tenantry.access.Caller;
import io.tenantry.access.Callers;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Refusal;
import io.tenantry.mail.Mail;
import io.tenantry.mail.Mails;
import io.tenantry.platform.database.Database;
import io.tenantry.usage.SavingReport.Format;
import io.tenantry.usage.internal.SavingReportRows;
import io.tenantry.usage.internal.SavingReportRows.Recipient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Sends reports that are due, each by one node. A report shows what its recipient may see himself at that moment; who may not any
 * more is sent nothing, and the report says so.
 */
@Component
public class SavingReportWork {
    private static final Reach HUB = new Reach.Everything();

    private final Database database;
    private final Callers callers;
    private final SavingReports reports;
    private final SavingReportRows rows;
    private final Mails mails;
    private final InstantSource clock;

    SavingReportWork(
            Database database,
            Callers callers,
            SavingReports reports,
            SavingReportRows rows,
            Mails mails,
            InstantSource clock) {
        this.database = database;
        this.callers = callers;
        this.reports = reports;
        this.rows = rows;
        this.mails = mails;
        this.clock = clock;
    }

    /** Sends what is due. */
    public void sendDue() {
        SavingReport due = rows.claim(HUB, clock.instant());
        while (due != null && !Thread.currentThread().isInterrupted()) {
            send(due);
            due = rows.claim(HUB, clock.instant());
        }
    }

    private void send(SavingReport report) {
        String problem = null;
        try {
            Recipient recipient = rows.recipient(HUB, report.recipientHome(), report.recipient());
            if (recipient == null) {
                throw new Refusal(Refusal.Reason.NOT_FOUND, "The recipient is not there, or has no mail address");
            }
            queue(report, recipient);
        } catch (Refusal refusal) {
            problem = refusal.getMessage();
        }
        String told = problem;
        database.change(HUB, session -> SavingReportRows.sent(session, report, clock.instant(), told));
    }

    private void queue(SavingReport report, Recipient recipient) {
        Caller caller = callers.caller(report.recipient(), "saving reports", "saving-report-" + report.id());
        String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        List<Mail.Attachment> files = new ArrayList<>();
        for (Format format : report.formats()) {
            files.add(new Mail.Attachment(
                    "savings-" + day + "." + format.stored(),
                    format.mediaType(),
                    reports.file(caller, report.organization(), format)));
        }
        Mail mail = new Mail(
                report.recipientHome(),
                report.recipient(),
                Mail.Kind.SAVINGS,
                recipient.address(),
                recipient.language(),
                Map.of("name", recipient.name(), "organization", rows.name(HUB, report.organization()), "day", day),
                null,
                Instant.MAX,
                files);
        database.change(HUB, session -> mails.queue(session, mail));
    }
}
