package io.tenantry.api.own;

import io.tenantry.api.Given;
import io.tenantry.automation.Aim;
import io.tenantry.automation.Job;
import io.tenantry.automation.JobDetail;
import io.tenantry.automation.JobProgress;
import io.tenantry.automation.JobRequest;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.Step;
import io.tenantry.automation.Undoable;
import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.dialect.ODataFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs of command blocks as the hub's own API takes and shows them. */
final class CommandJobBodies {
    private CommandJobBodies() {}

    /**
     * What to run for whom: one of {@code user}, {@code group}, {@code device}, {@code people} and {@code filter}, or none for the
     * organization itself.
     *
     * @param block the identifier or id of a block or set
     * @param user by id
     * @param people ids or sign-in names
     * @param filter a condition over people, in OData's syntax
     * @param input values by parameter
     * @param plannedAt when to run it; at once when absent
     * @param title what it is for, where a plan is made of it
     */
    record NewCommandJob(
            String block,
            @Nullable String user,
            @Nullable String group,
            @Nullable String device,
            @Nullable List<String> people,
            @Nullable String filter,
            @Nullable Map<String, Object> input,
            @Nullable String scheduleId,
            @Nullable String plannedAt,
            @Nullable String title) {
        NewCommandJob {
            Given.needed(block, "block");
        }

        Aim aim() {
            List<Aim> aims = new ArrayList<>();
            if (user != null) {
                aims.add(new Aim.ForUser(Paths.uuid(user, "user")));
            }
            if (group != null) {
                aims.add(new Aim.ForGroup(Paths.uuid(group, "group")));
            }
            if (device != null) {
                aims.add(new Aim.ForDevice(Paths.uuid(device, "device")));
            }
            if (people != null) {
                aims.add(new Aim.ForPeople(Given.all(people, "people")));
            }
            String condition = filter;
            if (condition != null) {
                aims.add(new Aim.ForFilter(
                        Lists.ours(() -> ODataFilter.parse(condition, Members.OF_USER.catalogue())), condition));
            }
            Refusal.unless(
                    aims.size() <= 1,
                    Refusal.Reason.MALFORMED,
                    "A job is for one of user, group, device, people and filter",
                    "user");
            return aims.isEmpty() ? new Aim.ForOrganization() : aims.getFirst();
        }

        JobRequest request() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            if (input != null) {
                input.forEach((name, value) -> values.put(name, Given.needed(value, name)));
            }
            return new JobRequest(
                    values, scheduleId == null ? null : Paths.uuid(scheduleId, "scheduleId"), moment(plannedAt));
        }

        private static @Nullable Instant moment(@Nullable String text) {
            Instant moment = text == null ? null : Instants.read(text);
            Refusal.unless(
                    text == null || moment != null,
                    Refusal.Reason.MALFORMED,
                    "'plannedAt' is a date and time in UTC",
                    "plannedAt");
            return moment;
        }
    }

    /**
     * A job as lists show it.
     *
     * @param target the name of whom or what it is for
     * @param many whether it stands for jobs of many
     */
    record JobRow(
            UUID id,
            UUID organizationId,
            String organization,
            UUID blockId,
            String block,
            int blockVersion,
            @Nullable String set,
            @Nullable String target,
            boolean many,
            @Nullable UUID parentId,
            @Nullable UUID undoes,
            String status,
            @Nullable String errorCode,
            String askedBy,
            Instant createdAt,
            @Nullable Instant plannedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        static JobRow of(Job job) {
            String target = switch (job.targetKind()) {
                case USER -> job.userUpn();
                case GROUP -> job.groupName();
                case DEVICE -> job.deviceName();
                case ORGANIZATION -> job.organizationName();
            };
            return new JobRow(
                    job.id(),
                    job.organization().value(),
                    job.organizationName(),
                    job.blockId(),
                    job.blockIdentifier(),
                    job.blockVersion(),
                    job.setName(),
                    target,
                    job.isParent(),
                    job.parent(),
                    job.undoes(),
                    job.status().wireName(),
                    job.errorCode(),
                    job.actorName(),
                    job.createdAt(),
                    job.plannedAt(),
                    job.startedAt(),
                    job.finishedAt());
        }
    }

    /** A job with what it was given, what it told, and its steps. */
    record JobBody(
            JobRow job,
            @Nullable String errorMessage,
            Map<String, Object> input,
            Map<String, Object> output,
            List<StepBody> steps) {
        static JobBody of(JobDetail detail) {
            Map<String, Object> input = new LinkedHashMap<>(detail.input());
            detail.secrets().forEach(name -> input.put(name, "***"));
            return new JobBody(
                    JobRow.of(detail.job()),
                    detail.job().errorMessage(),
                    input,
                    detail.output(),
                    detail.job().isParent() ? List.of() : steps(detail));
        }

        private static List<StepBody> steps(JobDetail detail) {
            List<StepBody> steps = new ArrayList<>();
            for (int position = 0; position < detail.block().steps().size(); position++) {
                steps.add(StepBody.of(detail, position));
            }
            return steps;
        }
    }

    /**
     * A step, done or not.
     *
     * @param alias what the set calls its block; null outside of sets
     * @param state waiting, done, skipped, failed, or cancelled where the job was ended before it
     */
    record StepBody(
            @Nullable String alias,
            String operation,
            String state,
            int attempts,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String errorCode,
            @Nullable String errorMessage) {
        static StepBody of(JobDetail detail, int position) {
            Step step = detail.block().steps().get(position);
            JobDetail.Outcome outcome = detail.outcome(position);
            SetMember member = step.member();
            String alias = member == null ? null : member.alias();
            String operation = step.operation().wireName();
            return outcome == null
                    ? new StepBody(alias, operation, detail.state(position), 0, null, null, null, null)
                    : new StepBody(
                            alias,
                            operation,
                            outcome.state(),
                            outcome.attempts(),
                            outcome.startedAt(),
                            outcome.finishedAt(),
                            outcome.errorCode(),
                            outcome.errorMessage());
        }
    }

    /** How far a job, or all jobs of many, are. */
    record JobProgressBody(UUID id, String status, long all, long completed, long failed, long cancelled, long left) {
        static JobProgressBody of(JobProgress progress) {
            return new JobProgressBody(
                    progress.job(),
                    progress.status().wireName(),
                    progress.all(),
                    progress.completed(),
                    progress.failed(),
                    progress.cancelled(),
                    progress.all() - progress.completed() - progress.failed() - progress.cancelled());
        }
    }

    /**
     * A job that was taken on.
     *
     * @param parts the jobs it is made of, where it is for many
     */
    record AcceptedBody(UUID id, UUID organizationId, List<UUID> parts) {}

    /** What undoing a job would take back; what has no {@code undoneBy} stays. */
    record UndoBody(List<Undoable> items) {}
}
