package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.Aim;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.JobRequest;
import io.tenantry.automation.Operation;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.Schedule;
import io.tenantry.automation.Target;
import io.tenantry.automation.TargetKind;
import io.tenantry.automation.internal.NewJob.Asker;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes jobs out of what callers ask for: finds the target, checks the input. */
@Component
public final class JobMaker {
    private final TargetRows targets;
    private final OperationProviders providers;
    private final JobStore store;
    private final ScheduledJobs scheduled;
    private final AuditTrail audit;

    JobMaker(
            TargetRows targets,
            OperationProviders providers,
            JobStore store,
            ScheduledJobs scheduled,
            AuditTrail audit) {
        this.targets = targets;
        this.providers = providers;
        this.store = store;
        this.scheduled = scheduled;
        this.audit = audit;
    }

    /** Whom a job is for: one target, or many people. */
    private record Aimed(Target target, boolean isMany, List<Target> people) {
        static Aimed at(Target target) {
            return new Aimed(target, false, List.of());
        }
    }

    /** Takes a job on under a reach that was found to be enough for it. */
    public Accepted make(
            Caller caller, Reach reach, OrganizationId organization, CommandBlock block, Aim aim, JobRequest request) {
        Asker asker = asker(caller, reach, organization, block);
        Planned planned = planned(organization, request);
        Aimed aimed = aimed(reach, organization, block, aim, planned.at());
        Map<String, Object> input = new LinkedHashMap<>();
        Map<String, Object> secrets = new LinkedHashMap<>();
        request.input().forEach((name, value) -> {
            Parameter parameter = block.input().find(name);
            if (parameter == null) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "The command block has no parameter '" + shown(name) + "'",
                        "inputOverrides");
            }
            (parameter.isSensitive() ? secrets : input).put(name, checked(block, parameter, value));
        });
        checkRequired(block, input, secrets);
        NewJob job = new NewJob(
                Ids.next(),
                null,
                aimed.isMany(),
                block,
                aimed.target(),
                asker,
                planned.origin(),
                planned.at(),
                input,
                secrets);
        return store.add(
                job,
                aimed.people(),
                (session, made) -> audit.record(session, caller.actor(), event(organization, made, aimed)));
    }

    /** When a job is to run, and what says so. */
    private record Planned(@Nullable Instant at, NewJob.@Nullable Origin origin) {}

    private Planned planned(OrganizationId organization, JobRequest request) {
        UUID id = request.scheduleId();
        if (id == null) {
            return new Planned(request.plannedAt(), null);
        }
        Refusal.unless(
                request.plannedAt() == null,
                Refusal.Reason.MALFORMED,
                "A job has either a schedule or a time of its own",
                "scheduleId");
        Schedule schedule = scheduled.find(organization, id);
        if (schedule == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "There is no such schedule", "scheduleId");
        }
        Refusal.unless(!schedule.isPaused(), Refusal.Reason.CONFLICT, "The schedule is paused", "scheduleId");
        Instant next = schedule.timing().after(InstantSource.system().instant());
        Refusal.unless(next != null, Refusal.Reason.MALFORMED, "The schedule's time is over", "scheduleId");
        return new Planned(next, new NewJob.Origin(null, null, null, null, id, schedule.name()));
    }

    private Asker asker(Caller caller, Reach reach, OrganizationId organization, CommandBlock block) {
        UUID actor = caller.actor().id();
        if (actor == null) {
            throw new Refusal(Refusal.Reason.NOT_PERMITTED, "Jobs are for somebody to ask for");
        }
        OrganizationId home = caller.actor().organization();
        List<UUID> wanted = new ArrayList<>(List.of(organization.value()));
        Reach both = reach;
        if (home != null) {
            wanted.add(home.value());
            both = reach.and(new Reach.Some(Set.of(home)));
        }
        Map<UUID, Place> places = targets.places(both, wanted);
        Place place = reach.covers(organization) ? places.get(organization.value()) : null;
        if (place == null) {
            throw new Refusal(Refusal.Reason.NOT_PERMITTED, "The organization is out of the caller's reach");
        }
        providers.check(place.provider(), block);
        Place own = home == null ? null : places.get(home.value());
        var represented = caller.actor().onBehalfOf();
        String connection = caller.connection();
        int end = connection.lastIndexOf(' ');
        return new Asker(
                place.id(),
                place.name(),
                actor,
                represented == null ? null : represented.id(),
                caller.actor().name(),
                home == null ? null : home.value(),
                own == null ? null : own.name(),
                end < 0 ? connection : connection.substring(0, end));
    }

    private Aimed aimed(
            Reach reach, OrganizationId organization, CommandBlock block, Aim aim, @Nullable Instant plannedAt) {
        return switch (aim) {
            case Aim.ForUser(UUID id) -> {
                require(block, TargetKind.USER, aim);
                boolean evenDeleted =
                        block.steps().stream().anyMatch(step -> step.operation() == Operation.USER_RESTORE);
                yield Aimed.at(found(targets.user(reach, organization, id, evenDeleted), "user"));
            }
            case Aim.ForGroup(UUID id) -> {
                Target group = found(targets.group(reach, organization, id), "group");
                if (block.target() == TargetKind.GROUP) {
                    yield Aimed.at(group);
                }
                require(block, TargetKind.USER, aim);
                Target.Named named = new Target.Named(group.id(), String.valueOf(group.name()));
                yield new Aimed(
                        group, true, plannedAt == null ? targets.peopleOf(reach, organization, named) : List.of());
            }
            case Aim.ForOrganization() -> {
                require(block, TargetKind.ORGANIZATION, aim);
                yield Aimed.at(new Target(TargetKind.ORGANIZATION, organization.value(), null, null));
            }
            case Aim.ForDevice(UUID id) -> {
                require(block, TargetKind.DEVICE, aim);
                yield Aimed.at(found(targets.device(reach, organization, id), "device"));
            }
            case Aim.ForFilter(var condition, var text) -> {
                require(block, TargetKind.USER, aim);
                Target whole = new Target(TargetKind.ORGANIZATION, organization.value(), text, null);
                yield new Aimed(whole, true, targets.people(reach, organization, condition));
            }
        };
    }

    private static Target found(@Nullable Target target, String kind) {
        if (target == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "The organization has no such " + kind);
        }
        return target;
    }

    private static void require(CommandBlock block, TargetKind kind, Aim aim) {
        Refusal.unless(
                block.target() == kind,
                Refusal.Reason.MALFORMED,
                "The command block is one for the type " + block.target().wireName() + " and cannot run "
                        + aim.getClass().getSimpleName());
    }

    /** Placeholders are filled when the job starts; their values are checked then. */
    private static Object checked(CommandBlock block, Parameter parameter, Object value) {
        List<String> names = parameter.isSensitive() ? List.of() : Template.names(value);
        Refusal.unless(
                names.isEmpty() || parameter.placeholders().inBlock(),
                Refusal.Reason.MALFORMED,
                "The parameter '" + parameter.identifier() + "' takes no placeholders",
                parameter.identifier());
        for (String name : names) {
            Refusal.unless(
                    Known.has(block.target(), name),
                    Refusal.Reason.MALFORMED,
                    "Nothing is known as '" + shown(name) + "'",
                    parameter.identifier());
        }
        return names.isEmpty() && !"".equals(value) ? parameter.schema().checked(value, parameter.identifier()) : value;
    }

    private static void checkRequired(CommandBlock block, Map<String, Object> input, Map<String, Object> secrets) {
        for (Parameter parameter : block.input().parameters()) {
            String name = parameter.identifier();
            Object value = secrets.getOrDefault(name, input.getOrDefault(name, parameter.defaultValue()));
            Refusal.unless(
                    !parameter.isRequired() || (value != null && !"".equals(value)),
                    Refusal.Reason.MALFORMED,
                    "The parameter '" + name + "' is required",
                    name);
        }
    }

    private static AuditEvent event(OrganizationId organization, NewJob job, Aimed aimed) {
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("command_block", job.block().identifier());
        after.put("version", job.block().version());
        after.put("target_kind", aimed.target().kind().wireName());
        after.put("target_id", aimed.target().id());
        if (aimed.isMany()) {
            after.put("people", aimed.people().size());
            after.put("target_name", aimed.target().name());
        }
        job.input().forEach((name, value) -> after.put("input_" + name, value));
        job.secrets().forEach((name, value) -> after.put("input_" + name, "***"));
        return AuditEvent.done(
                organization,
                "command.job.create",
                new AuditEvent.Target(
                        "command job", job.id().toString(), job.block().identifier(), null),
                null,
                after);
    }

    private static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
