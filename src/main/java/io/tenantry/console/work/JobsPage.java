package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.Job;
import io.tenantry.automation.JobStatus;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.console.lists.ListPage;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The list of jobs, over all organizations within reach. */
@Controller
@RequestMapping("/console/jobs")
@Requires(Permission.COMMAND_JOBS_READ)
class JobsPage extends ListPage<Job> implements ConsolePage {
    private static final ConsoleList<Job> LIST = new ConsoleList<>(
            "jobs",
            "Jobs",
            "job",
            CommandJobs.FIELDS,
            List.of(Order.descending(CommandJobs.FIELDS.id())),
            List.of(
                    Column.usual(
                            "commandBlockTechnicalIdentifier",
                            "Block",
                            job -> Cell.linked(
                                    job.setName() == null ? job.blockIdentifier() : job.setName(), link(job))),
                    Column.usual("target", "For", job -> Cell.of(target(job))),
                    Column.usual("organizationName", "Organization", job -> Cell.of(job.organizationName())),
                    Column.usual(
                            "status", "Status", job -> Cell.badge(job.status().wireName(), look(job.status()))),
                    Column.usual("createdOn", "Asked for", job -> Cell.moment(job.createdAt())),
                    Column.usual("plannedExecution", "Planned for", job -> Cell.moment(job.plannedAt())),
                    Column.further("finishedOn", "Over", job -> Cell.moment(job.finishedAt())),
                    Column.further("actorUserUpn", "By", job -> Cell.of(job.actorName())),
                    Column.further("scheduleName", "Schedule", job -> Cell.of(job.scheduleName())),
                    Column.further("errorCode", "Error", job -> Cell.of(job.errorCode()))),
            Set.of(),
            Set.of(),
            null);

    private final CommandJobs jobs;

    JobsPage(CommandJobs jobs, ConsoleLists lists) {
        super(LIST, lists);
        this.jobs = jobs;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.WORK, 30, LIST.title(), LIST.path(), Set.of(Permission.COMMAND_JOBS_READ));
    }

    @Override
    protected Page<Job> rows(Visit visit, ListQuery query) {
        return jobs.list(visit.caller(), query);
    }

    static String link(Job job) {
        return "/console/jobs/" + job.organization() + "/" + job.id();
    }

    /** Whom or what a job is for. */
    static @Nullable String target(Job job) {
        return switch (job.targetKind()) {
            case USER -> job.userUpn();
            case GROUP -> job.groupName();
            case DEVICE -> job.deviceName();
            case ORGANIZATION -> job.isParent() ? "Many people" : job.organizationName();
        };
    }

    static Cell.Look look(JobStatus status) {
        return switch (status) {
            case COMPLETED -> Cell.Look.GOOD;
            case FAILED -> Cell.Look.BAD;
            case CANCELLED -> Cell.Look.WARNING;
            case PENDING, QUEUED, RUNNING -> Cell.Look.PLAIN;
        };
    }
}
