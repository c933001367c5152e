package io.tenantry.api.clouduserhub;

import io.tenantry.api.clouduserhub.Shape.Member;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.Job;
import io.tenantry.automation.JobDetail;
import io.tenantry.automation.JobStatus;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.directory.Property;
import io.tenantry.kernel.Instants;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Jobs of command blocks as the hub's clients know them. */
final class JobShapes {
    static final Shape<Job, Property> JOB = new Shape<Job, Property>((job, property) -> null)
            .shown("id", Job::id)
            .shown("commandBlockId", Job::blockId)
            .shown("commandSetName", Job::setName)
            .shown("commandSetId", Job::setId)
            .shown("commandSetBlockId", Job::setBlockId)
            .shown("userId", Job::userId)
            .shown("userUpn", Job::userUpn)
            .shown("groupId", Job::groupId)
            .shown("groupName", Job::groupName)
            .shown("organizationId", job -> job.organization().value())
            .shown("organizationName", Job::organizationName)
            .shown("actorUserUpn", Job::actorName)
            .shown("actorOrganizationId", Job::actorOrganization)
            .shown("actorOrganizationName", Job::actorOrganizationName)
            .shown("status", job -> job.status().wireName())
            .shown("executedOn", Job::startedAt)
            .shown("commandBlockTechnicalIdentifier", Job::blockIdentifier)
            .shown("commandBlockVersion", Job::blockVersion)
            .shown("plannedExecution", Job::plannedAt)
            .shown("scheduleId", Job::scheduleId)
            .shown("scheduleName", Job::scheduleName)
            .shown("deviceId", Job::deviceId)
            .shown("deviceName", Job::deviceName)
            .shown("parentJobId", Job::parent)
            .shown("createdOn", Job::createdAt)
            .shown("finishedOn", Job::finishedAt)
            .shown("undoesJobId", Job::undoes)
            .shown("errorCode", Job::errorCode);

    private JobShapes() {}

    /** A job with what it was given and what came of it. Until it is over nothing is said about its success. */
    static Map<String, @Nullable Object> detail(JobDetail detail) {
        Job job = detail.job();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        for (Member<Job, Property> member : JOB.select(null, null)) {
            Object value = member.value().apply(job);
            shown.put(member.name().getValue(), value instanceof Instant instant ? Instants.text(instant) : value);
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("body", CommandShapes.output(detail.block(), detail.output()));
        output.put("errorCode", job.errorCode());
        output.put("errorMessage", job.errorMessage());
        output.put("isSuccess", job.status().isOver() ? (Object) (job.status() == JobStatus.COMPLETED) : null);
        shown.put("output", output);
        shown.put("input", CommandShapes.input(detail.block(), detail.input(), detail.secrets(), true));
        shown.put("steps", steps(detail));
        return shown;
    }

    /** The answer to whoever asked for a job: where to ask how it goes. */
    static ResponseEntity<Map<String, @Nullable Object>> accepted(
            Answers answers, HttpServletRequest asked, UUID block, Accepted accepted) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("@odata.context", answers.contextOf(asked, "Edm.String"));
        body.put("value", accepted.job());
        if (!accepted.parts().isEmpty()) {
            body.put("jobIds", accepted.parts());
        }
        String jobs = asked.getRequestURI().startsWith("/clouduserhub/") ? "/clouduserhub" : "";
        String location = "%s/command/v1/organizations/%s/commandblocks/%s/jobs/%s"
                .formatted(jobs, accepted.organization(), block, accepted.job());
        return ResponseEntity.accepted()
                .location(URI.create(answers.absolute(asked, location)))
                .body(body);
    }

    /** Every step of the block, done or not. */
    private static List<Map<String, @Nullable Object>> steps(JobDetail detail) {
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        for (int position = 0;
                position < detail.block().steps().size() && !detail.job().isParent();
                position++) {
            JobDetail.Outcome outcome = detail.outcome(position);
            Map<String, @Nullable Object> step = new LinkedHashMap<>();
            step.put("position", position);
            Step known = detail.block().steps().get(position);
            SetMember member = known.member();
            step.put("operation", known.operation().wireName());
            step.put("alias", member == null ? null : member.alias());
            step.put(
                    "commandBlockTechnicalIdentifier",
                    member == null ? null : member.block().identifier());
            step.put("state", detail.state(position));
            step.put("attempts", outcome == null ? 0 : outcome.attempts());
            step.put("startedOn", outcome == null ? null : Instants.text(outcome.startedAt()));
            step.put("finishedOn", outcome == null ? null : Instants.text(outcome.finishedAt()));
            step.put("errorCode", outcome == null ? null : outcome.errorCode());
            step.put("errorMessage", outcome == null ? null : outcome.errorMessage());
            steps.add(step);
        }
        return steps;
    }
}
