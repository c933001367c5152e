package io.tenantry.console.work;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.CommandJobs;
import io.tenantry.automation.Job;
import io.tenantry.automation.JobDetail;
import io.tenantry.automation.JobStatus;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.StepRun;
import io.tenantry.automation.Undoable;
import io.tenantry.console.Act;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.platform.web.ProgressStream;
import io.tenantry.platform.web.RouteLimits;
import io.tenantry.tenancy.OrganizationId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.json.JsonMapper;

/** One job: how far it is, step by step, what it was given and told, and what can be done about it. */
@Controller
class JobPage {
    private static final String PAGE = "/console/jobs/{organizationId}/{jobId}";
    private static final String NOTE = "and the block's own read action";

    /** A browser opens the stream again by itself, and passes the door again. */
    private static final Duration LONGEST = Duration.ofSeconds(50);

    private final CommandJobs jobs;
    private final ProgressStream stream;
    private final JsonMapper json;

    JobPage(CommandJobs jobs, ProgressStream stream, JsonMapper json) {
        this.jobs = jobs;
        this.stream = stream;
        this.json = json;
    }

    /** Streams stay open longer than pages. */
    @Configuration(proxyBeanMethods = false)
    static class Limits {
        @Bean
        RouteLimits consoleJobEvents() {
            return new RouteLimits(PAGE + "/events", DataSize.ofKilobytes(1), Duration.ofMinutes(2));
        }
    }

    /** A step as the page shows it. */
    record Shown(
            String title,
            String operation,
            String state,
            String look,
            int attempts,
            @Nullable Instant at,
            @Nullable String error) {
        static Shown of(JobDetail detail, int position) {
            Step step = detail.block().steps().get(position);
            JobDetail.Outcome outcome = detail.outcome(position);
            SetMember member = step.member();
            String state = detail.state(position);
            String look = switch (state) {
                case "done" -> "good";
                case "failed" -> "bad";
                default -> "";
            };
            return new Shown(
                    member == null
                            ? step.operation().wireName()
                            : member.block().title(),
                    step.operation().wireName(),
                    state,
                    look,
                    outcome == null ? 0 : outcome.attempts(),
                    outcome == null ? null : outcome.finishedAt(),
                    outcome == null ? null : outcome.errorMessage());
        }
    }

    /** While the job is not over the page listens to its events, and asks for what has changed. */
    @GetMapping(PAGE)
    @Requires(value = Permission.COMMAND_JOBS_READ, note = NOTE)
    String page(Visit visit, @PathVariable String organizationId, @PathVariable String jobId) {
        JobDetail detail = detail(visit, organizationId, jobId);
        Job job = detail.job();
        visit.with("detail", detail)
                .with("job", job)
                .with("target", JobsPage.target(job))
                .with("look", JobsPage.look(job.status()).css())
                .with("link", JobsPage.link(job))
                .with("progress", jobs.progress(visit.caller(), job.organization(), job.id()))
                .with("input", shown(detail.input()))
                .with("told", shown(detail.output()))
                .with("steps", job.isParent() ? List.of() : steps(detail))
                .with("undoable", undoable(visit, job))
                .with("acts", acts(visit, detail));
        return visit.isPartial() ? "console/work/job :: progress" : "console/work/job";
    }

    /** Values as people read them. */
    private static Map<String, String> shown(Map<String, Object> values) {
        Map<String, String> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            List<String> all = StepRun.texts(value instanceof List ? value : List.of(value));
            shown.put(name, all.isEmpty() ? "none" : String.join(", ", all));
        });
        return shown;
    }

    private static List<Shown> steps(JobDetail detail) {
        List<Shown> steps = new ArrayList<>();
        for (int position = 0; position < detail.block().steps().size(); position++) {
            steps.add(Shown.of(detail, position));
        }
        return steps;
    }

    private List<Undoable> undoable(Visit visit, Job job) {
        return job.status().isOver() && job.undoes() == null
                ? jobs.undoable(visit.caller(), job.organization(), job.blockId(), job.id())
                : List.of();
    }

    private static List<Act> acts(Visit visit, JobDetail detail) {
        Job job = detail.job();
        Permission write = detail.block().writeAction();
        List<Act> acts = new ArrayList<>();
        if (!job.status().isOver()) {
            acts.add(Act.needing(visit, write, job.organization(), "cancel", "Cancel", "It ends before its next step.")
                    .dangerous());
        }
        if (job.status() == JobStatus.FAILED) {
            acts.add(Act.needing(
                    visit,
                    write,
                    job.organization(),
                    "retry",
                    "Try again",
                    "It goes on with what failed; what was done is not done again."));
        }
        if (job.status().isOver() && job.undoes() == null) {
            acts.add(Act.needing(
                            visit,
                            write,
                            job.organization(),
                            "undo",
                            "Undo",
                            "What has an inverse is taken back, the last first. What has none stays.")
                    .dangerous());
        }
        return acts;
    }

    /** Tells how far the job is, each time that this has changed, until it is over. */
    @GetMapping(PAGE + "/events")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = NOTE)
    void events(
            Visit visit, HttpServletResponse response, @PathVariable String organizationId, @PathVariable String jobId)
            throws IOException {
        Job job = detail(visit, organizationId, jobId).job();
        stream.send(
                response,
                new ProgressStream.Watched<>(
                        () -> jobs.progress(visit.caller(), job.organization(), job.id()),
                        progress -> progress.status().isOver(),
                        json::writeValueAsString),
                LONGEST);
    }

    @PostMapping(PAGE + "/cancel")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and the block's own read and write actions")
    String cancel(Visit visit, @PathVariable String organizationId, @PathVariable String jobId) {
        Job job = detail(visit, organizationId, jobId).job();
        jobs.cancel(visit.caller(), job.organization(), job.blockId(), job.id());
        return "redirect:" + JobsPage.link(job);
    }

    @PostMapping(PAGE + "/retry")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and the block's own read and write actions")
    String retry(Visit visit, @PathVariable String organizationId, @PathVariable String jobId) {
        Job job = detail(visit, organizationId, jobId).job();
        jobs.retry(visit.caller(), job.organization(), job.blockId(), job.id());
        return "redirect:" + JobsPage.link(job);
    }

    @PostMapping(PAGE + "/undo")
    @Requires(value = Permission.COMMAND_JOBS_READ, note = "and what the blocks that undo it need")
    String undo(Visit visit, @PathVariable String organizationId, @PathVariable String jobId) {
        Job job = detail(visit, organizationId, jobId).job();
        Accepted accepted = jobs.undo(visit.caller(), job.organization(), job.blockId(), job.id());
        return "redirect:/console/jobs/" + accepted.organization() + "/" + accepted.job();
    }

    private JobDetail detail(Visit visit, String organizationId, String jobId) {
        OrganizationId organization = Given.organization(organizationId);
        UUID id = Given.id(jobId);
        return jobs.get(visit.caller(), organization, id);
    }
}
