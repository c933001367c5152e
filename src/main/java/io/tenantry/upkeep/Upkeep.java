package io.tenantry.upkeep;

import io.tenantry.audit.AuditAnchors;
import io.tenantry.audit.AuditSealing;
import io.tenantry.automation.JobTending;
import io.tenantry.changes.ChangeWork;
import io.tenantry.events.EventNumbering;
import io.tenantry.events.WebhookSending;
import io.tenantry.federation.DirectorySyncs;
import io.tenantry.imports.Uploads;
import io.tenantry.licensing.Renewals;
import io.tenantry.mail.MailSending;
import io.tenantry.microsoft.Mirrors;
import io.tenantry.platform.recurring.RecurringWork;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.selfservice.PasswordResets;
import io.tenantry.upkeep.internal.Counters;
import io.tenantry.usage.BulkMarkers;
import io.tenantry.usage.DailyRollups;
import io.tenantry.usage.DiscoveryIntake;
import io.tenantry.usage.ReclaimWork;
import io.tenantry.usage.SavingReportWork;
import io.tenantry.usage.SavingSearch;
import io.tenantry.usage.Settling;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The table of all recurring work. */
@Configuration(proxyBeanMethods = false)
class Upkeep {
    @Bean
    RecurringWork sealAudit(AuditSealing sealing) {
        return new Chore("Sealing the audit trail", Duration.ofSeconds(1), sealing::seal);
    }

    @Bean
    RecurringWork anchorAudit(AuditAnchors anchors) {
        return new Chore("Writing down where the audit trail ends", Duration.ofMinutes(1), anchors::append);
    }

    @Bean
    RecurringWork foldCounts(Counters counters) {
        return new Chore("Folding changed counts into totals", Duration.ofSeconds(5), counters::fold);
    }

    @Bean
    RecurringWork purgeDeleted(Purging purging) {
        return new Chore("Purging what was deleted long ago", Duration.ofHours(1), purging::purge);
    }

    @Bean
    RecurringWork forgetThrottleWindows(Counters counters) {
        return new Chore("Forgetting old throttle windows", Duration.ofMinutes(5), counters::forgetThrottleWindows);
    }

    @Bean
    RecurringWork forgetAnswers(Counters counters) {
        return new Chore("Forgetting answers to repeated requests", Duration.ofMinutes(5), counters::forgetAnswers);
    }

    @Bean
    RecurringWork giveMemoryBack(QuietMemory memory) {
        return new Chore("Giving memory back", Duration.ofSeconds(10), memory::look);
    }

    @Bean
    RecurringWork sendMail(MailSending sending) {
        return new Chore("Sending mail", Duration.ofSeconds(1), sending::sendDue);
    }

    @Bean
    RecurringWork forgetOldMail(MailSending sending) {
        return new Chore("Forgetting old mail", Duration.ofHours(1), sending::forgetOld);
    }

    @Bean
    RecurringWork forgetUploads(Uploads uploads) {
        return new Chore("Forgetting files that nobody imported", Duration.ofMinutes(10), uploads::forgetOld);
    }

    @Bean
    RecurringWork readDirectories(DirectorySyncs syncs) {
        return new Chore("Reading directories", Duration.ofSeconds(20), syncs::readDue);
    }

    @Bean
    RecurringWork answerForgottenPasswords(PasswordResets resets) {
        return new Chore("Writing to people who forgot their passwords", Duration.ofSeconds(1), resets::work);
    }

    @Bean
    RecurringWork forgetOldResets(PasswordResets resets) {
        return new Chore("Forgetting old links to new passwords", Duration.ofHours(1), resets::forgetOld);
    }

    @Bean
    RecurringWork renewSubscriptions(Renewals renewals) {
        return new Chore("Renewing subscriptions", Duration.ofMinutes(1), renewals::work);
    }

    @Bean
    RecurringWork applyChanges(ChangeWork changes) {
        return new Chore("Applying planned changes", Duration.ofSeconds(1), changes::work);
    }

    @Bean
    RecurringWork forgetOldChanges(ChangeWork changes) {
        return new Chore("Forgetting old plans of changes", Duration.ofHours(1), changes::forgetOld);
    }

    @Bean
    RecurringWork forgetThePast(Counters counters) {
        return new Chore(
                "Forgetting what is longer ago than the past is kept", Duration.ofHours(1), counters::forgetThePast);
    }

    @Bean
    RecurringWork readMirrors(Mirrors mirrors) {
        return new Chore("Bringing mirrors of Microsoft tenants up to date", Duration.ofSeconds(20), mirrors::readDue);
    }

    @Bean
    RecurringWork provision(Provisioning provisioning) {
        return new Chore("Provisioning other systems", Duration.ofSeconds(20), provisioning::runDue);
    }

    @Bean
    RecurringWork renewSecrets(SecretsRenewal renewal) {
        return new Chore("Encrypting secrets with a new master key", Duration.ofMinutes(5), renewal::work);
    }

    @Bean
    RecurringWork numberEvents(EventNumbering numbering) {
        return new Chore("Numbering events", Duration.ofMillis(250), numbering::number);
    }

    @Bean
    RecurringWork sendWebhooks(WebhookSending sending) {
        return new Chore("Sending events to webhooks", Duration.ofMillis(250), sending::sendDue);
    }

    @Bean
    RecurringWork forgetOldEvents(EventNumbering numbering) {
        return new Chore("Forgetting old events", Duration.ofMinutes(10), numbering::forgetOld);
    }

    @Bean
    RecurringWork tendCommandJobs(JobTending jobs) {
        return new Chore("Tending command jobs", Duration.ofSeconds(1), jobs::tend);
    }

    @Bean
    RecurringWork readDiscoverySources(DiscoveryIntake intake) {
        return new Chore("Reading discovery sources", Duration.ofSeconds(20), intake::readDue);
    }

    @Bean
    RecurringWork settleUsage(Settling settling) {
        return new Chore("Making people of accounts", Duration.ofSeconds(5), settling::work);
    }

    @Bean
    RecurringWork ageUsage(Settling settling) {
        return new Chore("Telling who has ceased to be active", Duration.ofMinutes(1), settling::letTimePass);
    }

    @Bean
    RecurringWork forgetOldSignIns(Settling settling) {
        return new Chore("Forgetting old days of signing in", Duration.ofHours(1), settling::forgetOld);
    }

    @Bean
    RecurringWork countDays(DailyRollups rollups) {
        return new Chore("Counting the activity of days that are over", Duration.ofMinutes(1), rollups::work);
    }

    @Bean
    RecurringWork markPeople(BulkMarkers markers) {
        return new Chore("Marking people", Duration.ofSeconds(2), markers::work);
    }

    @Bean
    RecurringWork forgetMarkerTasks(BulkMarkers markers) {
        return new Chore("Forgetting old tasks of marking people", Duration.ofHours(1), markers::forgetOld);
    }

    @Bean
    RecurringWork followPeopleOfCommandJobs(JobTending jobs) {
        return new Chore("Following people's days in command jobs", Duration.ofSeconds(10), jobs::followPeople);
    }

    @Bean
    RecurringWork countHoursOfCommandJobs(JobTending jobs) {
        return new Chore("Counting the command jobs of hours that are over", Duration.ofMinutes(1), jobs::countHours);
    }

    @Bean
    RecurringWork findSavings(SavingSearch search) {
        return new Chore("Looking for savings", Duration.ofSeconds(20), search::work);
    }

    @Bean
    RecurringWork finishReclaims(ReclaimWork reclaims) {
        return new Chore("Finishing what was reclaimed", Duration.ofSeconds(2), reclaims::work);
    }

    @Bean
    RecurringWork sendSavingReports(SavingReportWork reports) {
        return new Chore("Sending reports of savings", Duration.ofMinutes(1), reports::sendDue);
    }

    private record Chore(String name, Duration pause, Runnable work) implements RecurringWork {
        @Override
        public void run() {
            work.run();
        }
    }
}
