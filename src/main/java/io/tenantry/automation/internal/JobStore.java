package io.tenantry.automation.internal;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.AutomationSettings;
import io.tenantry.automation.Category;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Job;
import io.tenantry.automation.JobDetail;
import io.tenantry.automation.JobProgress;
import io.tenantry.automation.JobStats;
import io.tenantry.automation.JobStatus;
import io.tenantry.automation.Target;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Takes jobs on, tells of them, and lets people end them or try them again. */
@Component
public final class JobStore {
    private static final String NOT_UNDONE = """
            AND NOT EXISTS (SELECT FROM command_jobs u WHERE u.organization_id = j.organization_id AND u.undoes_id = j.id
                AND (u.status <> 'Cancelled' OR u.started_at IS NOT NULL))
            """;

    private final Database database;
    private final BlockCatalogue catalogue;
    private final JobRows rows;
    private final AutomationSettings settings;
    private final Engine engine;
    private final Inverses inverses;
    private final DefinitionRows definitions;
    private final JobCounts counts;
    private final JobPages pages;

    JobStore(
            Database database,
            BlockCatalogue catalogue,
            JobTables tables,
            Engine engine,
            Inverses inverses,
            DefinitionRows definitions) {
        this.database = database;
        this.catalogue = catalogue;
        this.rows = tables.jobs();
        this.settings = tables.settings();
        this.counts = tables.counts();
        this.engine = engine;
        this.inverses = inverses;
        this.definitions = definitions;
        this.pages = new JobPages(database);
    }

    /**
     * Takes a job on, with its parts where it is for many people.
     *
     * @param people whom it is for, where it is for many and they are known already
     * @param alongside what else is written in the same transaction
     */
    Accepted add(NewJob job, List<Target> people, BiConsumer<Session, NewJob> alongside) {
        UUID organization = job.asker().organization();
        Accepted accepted = database.transaction(LaneRows.within(new OrganizationId(organization)), session -> {
            rows.insert(session, List.of(job));
            List<UUID> parts = parts(session, job, people);
            if (job.plannedAt() == null) {
                JobRows.wake(session, organization, Math.max(1, parts.size()), settings.lanesPerOrganization());
            }
            alongside.accept(session, job);
            return new Accepted(new OrganizationId(organization), job.id(), parts);
        });
        engine.wake();
        return accepted;
    }

    private static List<UUID> parts(Session session, NewJob job, List<Target> people) {
        UUID organization = job.asker().organization();
        UUID undone = job.undoes();
        if (undone != null && job.isParent()) {
            return UndoRows.parts(session, organization, job.id(), UndoRows.undoable(session, organization, undone));
        }
        return job.hasParts() ? JobRows.expand(session, organization, job.id(), people) : List.of();
    }

    /** One page of those that somebody sees. */
    public Page<Job> page(Map<Reach, List<Permission>> visible, ListQuery query) {
        return pages.page(visible, query);
    }

    /** Which block a job runs. */
    public UUID blockOf(Reach reach, OrganizationId organization, UUID job) {
        UUID block = database.first(
                reach,
                "SELECT block_id FROM command_jobs WHERE organization_id = ? AND id = ?",
                row -> row.getObject(1, UUID.class),
                organization.value(),
                job);
        if (block == null) {
            throw notFound();
        }
        return block;
    }

    /** How far a job is. */
    public JobProgress progress(JobDetail detail) {
        Job job = detail.job();
        if (!job.isParent()) {
            return new JobProgress(
                    job.id(),
                    job.status(),
                    detail.block().steps().size(),
                    detail.steps().stream()
                            .filter(step -> !step.state().equals("failed"))
                            .count(),
                    detail.steps().stream()
                            .filter(step -> step.state().equals("failed"))
                            .count(),
                    job.status() == JobStatus.CANCELLED
                            ? detail.block().steps().size() - detail.steps().size()
                            : 0);
        }
        return Objects.requireNonNull(database.first(
                LaneRows.within(job.organization()),
                """
                SELECT count(*), count(*) FILTER (WHERE status = 'Completed'), count(*) FILTER (WHERE status = 'Failed'),
                    count(*) FILTER (WHERE status = 'Cancelled')
                FROM command_jobs WHERE organization_id = ? AND parent_id = ?
                """,
                row -> new JobProgress(
                        job.id(), job.status(), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                job.organization().value(),
                job.id()));
    }

    /** One job of a block in an organization. */
    public JobDetail get(Reach reach, OrganizationId organization, UUID blockId, UUID id) {
        JobLists.Whole whole = JobLists.whole(database, reach, organization, blockId, id);
        if (whole == null) {
            throw notFound();
        }
        CommandBlock known = catalogue.find(blockId, whole.job().blockVersion());
        CommandBlock block = known == null || whole.job().undoes() == null ? known : inverses.of(known);
        if (block == null) {
            throw notFound();
        }
        return new JobDetail(
                whole.job(),
                block,
                rows.values(whole.input()),
                List.copyOf(rows.opened(whole.secrets()).keySet()),
                rows.values(whole.output()),
                StepRows.outcomes(database, reach, organization, id));
    }

    /**
     * Ends a job before its next step, and all its parts with it.
     *
     * @return whether there was anything to end
     */
    public boolean cancel(Reach reach, Job job) {
        return database.transaction(reach, session -> {
            int ended = session.run("""
                    UPDATE command_jobs SET status = 'Cancelled', finished_at = clock_timestamp(), is_cancelled = true
                    WHERE organization_id = ? AND (id = ? OR parent_id = ?)
                        AND (status IN ('Pending', 'Queued') OR (status = 'Running' AND is_parent AND lane IS NULL))
                    """, job.organization().value(), job.id(), job.id());
            int asked = session.run("""
                    UPDATE command_jobs SET is_cancelled = true
                    WHERE organization_id = ? AND (id = ? OR parent_id = ?) AND status = 'Running' AND NOT is_cancelled
                    """, job.organization().value(), job.id(), job.id());
            return ended + asked > 0;
        });
    }

    /**
     * Has a failed job go on with the step that failed, or those of its parts that failed. What was undone, or is about to be, cannot
     * go on, since nothing is left of the steps before.
     *
     * @return whether there was anything to try again
     */
    public boolean retry(Reach reach, Job job) {
        boolean any = database.transaction(reach, session -> {
            // What was left out because of a failure may be wanted now.
            session.run("""
                    DELETE FROM command_job_steps s USING command_jobs j
                    WHERE j.organization_id = ? AND (j.id = ? OR j.parent_id = ?) AND j.status = 'Failed' AND NOT j.is_parent
                        AND s.organization_id = j.organization_id AND s.job_id = j.id AND s.state = 'skipped'
                        AND s.position > (SELECT min(f.position) FROM command_job_steps f
                            WHERE f.organization_id = j.organization_id AND f.job_id = j.id AND f.state = 'failed')
                    """ + NOT_UNDONE, job.organization().value(), job.id(), job.id());
            int again = session.run("""
                    UPDATE command_jobs j SET status = 'Queued',
                        step = least(step, coalesce((SELECT min(s.position) FROM command_job_steps s
                            WHERE s.organization_id = j.organization_id AND s.job_id = j.id AND s.state = 'failed'), step)),
                        due_at = transaction_timestamp(), started_at = NULL,
                        finished_at = NULL, attempts = 0, error_code = NULL, error_message = NULL
                    WHERE organization_id = ? AND (id = ? OR parent_id = ?) AND status = 'Failed' AND NOT is_parent
                    """ + NOT_UNDONE, job.organization().value(), job.id(), job.id());
            if (again > 0) {
                session.run("""
                        UPDATE command_jobs SET status = 'Running', finished_at = NULL, error_code = NULL, error_message = NULL
                        WHERE organization_id = ? AND is_parent AND status = 'Failed'
                            AND id IN (SELECT coalesce(parent_id, id) FROM command_jobs WHERE organization_id = ? AND id = ?)
                        """, job.organization().value(), job.organization().value(), job.id());
                JobRows.wake(session, job.organization().value(), again, settings.lanesPerOrganization());
            }
            return again > 0;
        });
        engine.wake();
        return any;
    }

    /** How the jobs of a category went within a period. */
    public JobStats stats(Map<Reach, List<Permission>> visible, UUID category, Duration period) {
        Category known = catalogue.categories().stream()
                .filter(one -> one.id().equals(category))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such category"));
        List<String> within = catalogue.categories().stream()
                .filter(one -> one.isWithin(category))
                .map(Category::identifier)
                .toList();
        List<UUID> blocks = new ArrayList<>(definitions.within(within));
        catalogue.newest().stream()
                .filter(block -> block.category().isWithin(category))
                .map(CommandBlock::id)
                .forEach(blocks::add);
        JobCounts.Counts some = counts.counts(visible, blocks, period);
        return new JobStats(known, some.completed(), some.open(), some.failed());
    }

    static Refusal notFound() {
        return new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such job of this command block");
    }
}
