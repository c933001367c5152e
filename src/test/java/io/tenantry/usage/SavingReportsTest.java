package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.Estate;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.BuiltInRole;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.SavingReport.Every;
import io.tenantry.usage.SavingReport.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Savings go out by mail to whoever may see them. */
class SavingReportsTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();

    @Autowired
    private SavingReports reports;

    @Autowired
    private SavingReportWork work;

    @Autowired
    private Savings savings;

    private OrganizationId home = new OrganizationId(Ids.next());
    private UUID ada = home.value();
    private String address = "";

    @BeforeEach
    void makeEstate() {
        home = Estate.organization(TestOrganizations.root(), "Contoso");
        SoftwareEstate software = SoftwareEstate.of(home);
        UUID app = software.application("Draw", "Acme");
        UUID plan = software.plan(app, "Draw Pro", 10, null, null);
        software.seat(software.person("Ben", null), app, plan, Duration.ofDays(100), true);
        savings.search(OPERATOR, home);
        ada = Estate.user(home, "Ada");
        address = "ada." + ada + "@contoso.example";
        Estate.run("UPDATE users SET mail = ? WHERE id = ?", address, ada);
    }

    private SavingReport due() {
        SavingReport report = reports.add(
                OPERATOR, home, new SavingReports.Wish(Every.WEEK, List.of(Format.PDF, Format.CSV), home, ada, true));
        Estate.run("UPDATE saving_reports SET next_at = now() - interval '1 minute' WHERE id = ?", report.id());
        work.sendDue();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> reports.list(OPERATOR, home).getFirst(),
                        told -> told.lastAt() != null || told.problem() != null);
    }

    @Test
    void aReportGoesOutWithBothFilesAndIsDueAgainNextMonday() {
        Estate.assign(home, ada, "user", BuiltInRole.READERS, home);
        SavingReport sent = due();

        assertThat(sent.problem()).isNull();
        assertThat(sent.nextAt()).isAfter(Instant.now()).isBefore(Instant.now().plus(Duration.ofDays(8)));
        String mail = POST.next(address).data();
        assertThat(mail)
                .contains("Savings of Contoso")
                .contains("application/pdf")
                .contains("text/csv")
                .containsPattern("filename=\"?savings-\\d{4}-\\d\\d-\\d\\d\\.pdf");
    }

    @Test
    void whoMayNotSeeSavingsIsSentNone() {
        SavingReport refused = due();
        assertThat(refused.lastAt()).isNull();
        assertThat(refused.problem()).contains("saas.consolidation.view.r");
        assertThat(refused.nextAt()).isAfter(Instant.now());
    }

    @Test
    void aRecipientHasToBeThereWithAnAddress() {
        for (UUID nobody : List.of(UUID.randomUUID(), Estate.user(home, "Noon"))) {
            assertThatThrownBy(() -> reports.add(
                            OPERATOR,
                            home,
                            new SavingReports.Wish(Every.MONTH, List.of(Format.CSV), home, nobody, true)))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.target()).isEqualTo("recipientId"));
        }
        assertThatThrownBy(() -> new SavingReports.Wish(Every.MONTH, List.of(), home, ada, true))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void reportsAreChangedAndRemoved() {
        SavingReport made =
                reports.add(OPERATOR, home, new SavingReports.Wish(Every.MONTH, List.of(Format.CSV), home, ada, true));
        SavingReport changed = reports.change(
                OPERATOR, home, made.id(), new SavingReports.Wish(Every.DAY, List.of(Format.PDF), home, ada, false));
        assertThat(changed.every()).isEqualTo(Every.DAY);
        assertThat(changed.formats()).containsExactly(Format.PDF);
        assertThat(changed.enabled()).isFalse();
        reports.remove(OPERATOR, home, made.id());
        assertThat(reports.list(OPERATOR, home)).isEmpty();
        assertThatThrownBy(() -> reports.remove(OPERATOR, home, made.id())).isInstanceOf(Refusal.class);
    }
}
