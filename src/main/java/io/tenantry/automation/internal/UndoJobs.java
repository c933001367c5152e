package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.Job;
import io.tenantry.automation.JobDetail;
import io.tenantry.automation.SetMember;
import io.tenantry.automation.StepResult;
import io.tenantry.automation.Target;
import io.tenantry.automation.Undoable;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes jobs that undo others. */
@Component
public final class UndoJobs {
    private final Database database;
    private final BlockCatalogue catalogue;
    private final Inverses inverses;
    private final JobMaker maker;
    private final JobStore store;
    private final AuditTrail audit;

    UndoJobs(
            Database database,
            BlockCatalogue catalogue,
            Inverses inverses,
            JobMaker maker,
            JobStore store,
            AuditTrail audit) {
        this.database = database;
        this.catalogue = catalogue;
        this.inverses = inverses;
        this.maker = maker;
        this.store = store;
        this.audit = audit;
    }

    /**
     * What undoes a job.
     *
     * @throws Refusal (CONFLICT) when nothing does
     */
    public CommandBlock block(Job job) {
        CommandBlock block = catalogue.find(job.blockId(), job.blockVersion());
        CommandBlock undo = block == null || job.undoes() != null ? null : inverses.of(block);
        if (undo == null) {
            throw new Refusal(Refusal.Reason.CONFLICT, "Nothing that the job does has an inverse");
        }
        return undo;
    }

    /** The blocks of a job that have changed something, and what takes each back. */
    public List<Undoable> preview(JobDetail job) {
        StepStates states = new StepStates(job.block());
        job.steps().stream()
                .filter(step -> step.state().equals("done"))
                .forEach(step -> states.done(step.position(), Map.of(StepResult.CHANGED, step.changed())));
        List<Undoable> all = new ArrayList<>();
        for (SetMember member : Inverses.parts(job.block())) {
            CommandBlock.Inverse inverse = member.block().inverse();
            boolean changes = member.block().steps().stream()
                    .anyMatch(step -> step.operation().changes());
            if (changes && (job.job().isParent() || states.hasChanged(member.alias()))) {
                all.add(new Undoable(
                        member.alias(), member.block().identifier(), inverse == null ? null : inverse.identifier()));
            }
        }
        return all;
    }

    /**
     * Takes on a job that undoes another, or the parts of one for many.
     *
     * @param undo what undoes jobs of the block
     * @throws Refusal (CONFLICT) when the job is not over, or somebody undoes it already
     */
    public Accepted make(Caller caller, Reach reach, Job job, CommandBlock undo) {
        Refusal.unless(
                job.status().isOver() && job.startedAt() != null,
                Refusal.Reason.CONFLICT,
                "Only what has run can be undone, and only when it is over");
        refuseUndone(reach, job);
        NewJob made = new NewJob(
                Ids.next(),
                null,
                job.isParent(),
                undo,
                target(job),
                maker.asker(caller, reach, job.organization(), undo),
                job.setId() == null ? null : new NewJob.Origin(job.setId(), job.setName(), null, null, null, null),
                null,
                Map.of(),
                Map.of(),
                job.id());
        return store.add(
                made,
                List.of(),
                (session, kept) -> audit.record(
                        session,
                        caller.actor(),
                        AuditEvent.done(
                                job.organization(),
                                "command.job.undo",
                                new AuditEvent.Target("command job", job.id().toString(), job.blockIdentifier(), null),
                                null,
                                Map.of("undone_by", kept.id()))));
    }

    private void refuseUndone(Reach reach, Job job) {
        Boolean isUndone = database.first(
                reach, """
                SELECT EXISTS (SELECT FROM command_jobs WHERE organization_id = ? AND undoes_id = ?
                    AND status NOT IN ('Failed', 'Cancelled'))
                """, row -> row.getBoolean(1), job.organization().value(), job.id());
        Refusal.unless(
                !Boolean.TRUE.equals(isUndone), Refusal.Reason.CONFLICT, "The job is undone already, or about to be");
    }

    private static Target target(Job job) {
        Target.Named group = named(job.groupId(), job.groupName());
        return switch (job.targetKind()) {
            case USER -> new Target(job.targetKind(), Objects.requireNonNull(job.userId()), job.userUpn(), group);
            case GROUP -> new Target(job.targetKind(), Objects.requireNonNull(job.groupId()), job.groupName(), group);
            case DEVICE -> new Target(job.targetKind(), Objects.requireNonNull(job.deviceId()), job.deviceName(), null);
            case ORGANIZATION -> new Target(job.targetKind(), job.organization().value(), null, group);
        };
    }

    private static Target.@Nullable Named named(@Nullable UUID id, @Nullable String name) {
        return id == null ? null : new Target.Named(id, String.valueOf(name));
    }
}
