package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.Accepted;
import io.tenantry.automation.Aim;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.JobRequest;
import io.tenantry.automation.Parameter;
import io.tenantry.automation.Schedule;
import io.tenantry.automation.Target;
import io.tenantry.automation.internal.Aims.Aimed;
import io.tenantry.automation.internal.NewJob.Asker;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.changes.ChangeRules;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes jobs out of what callers ask for: finds the target, checks the input. */
@Component
public final class JobMaker {
    private static final int NAMES_SHOWN_MAX = 10;

    private final TargetRows targets;
    private final OperationProviders providers;
    private final JobStore store;
    private final ScheduledJobs scheduled;
    private final Before before;
    private final AuditTrail audit;
    private final Aims aims;

    JobMaker(Aims aims, OperationProviders providers, JobStore store, Before before, AuditTrail audit) {
        this.aims = aims;
        this.targets = aims.targets();
        this.providers = providers;
        this.store = store;
        this.scheduled = before.scheduled();
        this.before = before;
        this.audit = audit;
    }

    /** What decides about a job before anybody asks for it: schedules, usual input, and rules of approval. */
    @Component
    record Before(ScheduledJobs scheduled, DefaultRows defaults, ChangeRules rules) {}

    /** A job as it would be taken on, and whom it is for. */
    record Prepared(NewJob job, Aimed aimed, @Nullable Schedule schedule) {}

    /** Takes a job on under a reach that was found to be enough for it. */
    public Accepted make(
            Caller caller, Reach reach, OrganizationId organization, CommandBlock block, Aim aim, JobRequest request) {
        Prepared prepared = prepare(caller, reach, organization, block, aim, request);
        refuseMissing(prepared.aimed().missing());
        if (block.isSet() && prepared.aimed().isMany()) {
            refuseUnapproved(reach, organization, prepared);
        }
        return take(caller, prepared, session -> {});
    }

    /** A plan tells whom it does not find; a job would only do less than was asked of it. */
    private static void refuseMissing(List<String> missing) {
        if (!missing.isEmpty()) {
            String more =
                    missing.size() > NAMES_SHOWN_MAX ? " and " + (missing.size() - NAMES_SHOWN_MAX) + " more" : "";
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "The organization has nobody called "
                            + missing.stream()
                                    .limit(NAMES_SHOWN_MAX)
                                    .map(name -> "'" + shown(name) + "'")
                                    .collect(Collectors.joining(", "))
                            + more,
                    "people");
        }
    }

    /** What somebody else has to agree to goes by a plan. */
    private void refuseUnapproved(Reach reach, OrganizationId organization, Prepared prepared) {
        Target.Named group = prepared.aimed().target().group();
        List<Target> people = group == null ? prepared.aimed().people() : targets.peopleOf(reach, organization, group);
        List<UUID> ids = people.stream().map(Target::id).toList();
        List<String> reasons = before.rules()
                .asking(
                        organization,
                        Planner.kinds(prepared.job().block().steps()),
                        ids.size(),
                        targets.privileged(reach, organization, ids).size());
        Refusal.unless(
                reasons.isEmpty(),
                Refusal.Reason.CONFLICT,
                "Somebody else has to agree to this, so it needs a plan: " + String.join("; ", reasons));
    }

    /** Finds out what a job would be, and refuses what could be none. Nothing is kept. */
    Prepared prepare(
            Caller caller, Reach reach, OrganizationId organization, CommandBlock block, Aim aim, JobRequest request) {
        Asker asker = asker(caller, reach, organization, block);
        Planned planned = planned(reach, organization, block, aim, request);
        Aimed aimed = aims.aimed(reach, organization, block, aim, planned.at());
        Map<String, Object> input = new LinkedHashMap<>(defaults(organization, block));
        Map<String, Object> secrets = new LinkedHashMap<>();
        request.input().forEach((name, value) -> {
            Parameter parameter = block.input().find(name);
            if (parameter == null) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "The command block has no parameter '" + shown(name) + "'",
                        "inputOverrides");
            }
            if (value != null) {
                (parameter.isSensitive() ? secrets : input).put(name, checked(block, parameter, value));
            }
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
                secrets,
                null);
        return new Prepared(job, aimed, planned.schedule());
    }

    /**
     * Takes a job on.
     *
     * @param alongside what else is written in the same transaction
     */
    Accepted take(Caller caller, Prepared prepared, Consumer<Session> alongside) {
        return store.add(prepared.job(), prepared.aimed().people(), (session, made) -> {
            Schedule schedule = prepared.schedule();
            if (schedule != null && schedule.isPersonal() && made.isParent()) {
                ScheduledJobs.retime(session, schedule, schedule);
            }
            alongside.accept(session);
            OrganizationId organization = new OrganizationId(made.asker().organization());
            audit.record(session, caller.actor(), event(organization, made, prepared.aimed()));
        });
    }

    /** What an organization has said once and for all runs of a set. */
    private Map<String, Object> defaults(OrganizationId organization, CommandBlock block) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        if (block.isSet()) {
            // A new version may have lost a parameter.
            before.defaults()
                    .of(LaneRows.within(organization), organization, block.id())
                    .forEach((name, value) -> {
                        if (block.input().find(name) != null) {
                            defaults.put(name, value);
                        }
                    });
        }
        return defaults;
    }

    /** When a job is to run, and what says so. */
    private record Planned(
            @Nullable Instant at,
            NewJob.@Nullable Origin origin,
            @Nullable Schedule schedule) {}

    private static NewJob.@Nullable Origin origin(CommandBlock block, @Nullable UUID schedule, @Nullable String name) {
        return block.isSet()
                ? new NewJob.Origin(block.id(), block.title(), null, null, schedule, name)
                : schedule == null ? null : new NewJob.Origin(null, null, null, null, schedule, name);
    }

    private Planned planned(Reach reach, OrganizationId organization, CommandBlock block, Aim aim, JobRequest request) {
        UUID id = request.scheduleId();
        if (id == null) {
            return new Planned(request.plannedAt(), origin(block, null, null), null);
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
        Target person = aim instanceof Aim.ForUser(UUID user) ? targets.user(reach, organization, user, true) : null;
        Refusal.unless(
                !schedule.isPersonal() || aim instanceof Aim.ForUser || aim instanceof Aim.ForFilter,
                Refusal.Reason.MALFORMED,
                "A schedule that differs from one person to another is for people, one of them or those of a filter",
                "scheduleId");
        Instant next = aim instanceof Aim.ForFilter && schedule.isPersonal()
                ? Schedule.NOT_YET
                : schedule.first(
                        InstantSource.system().instant(),
                        scheduled.whose(organization, person == null ? null : person.id()));
        Refusal.unless(next != null, Refusal.Reason.MALFORMED, "The schedule's time is over", "scheduleId");
        return new Planned(next, origin(block, id, schedule.name()), schedule);
    }

    /** Who asks for jobs, and in which organization; refuses blocks that its provider cannot run. */
    Asker asker(Caller caller, Reach reach, OrganizationId organization, CommandBlock block) {
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

    /**
     * A value that somebody gives. Placeholders are filled when the job starts; their values are checked then. Braces that begin
     * none are a part of the text, unless what follows them is known: then somebody forgot to close it.
     */
    public static Object checked(CommandBlock block, Parameter parameter, Object value) {
        List<String> names = parameter.isSensitive() ? List.of() : Template.names(value);
        List<String> open = parameter.isSensitive() ? List.of() : Template.open(value);
        for (String name : open) {
            Refusal.unless(
                    !Known.has(block.target(), name),
                    Refusal.Reason.MALFORMED,
                    "The placeholder '{{" + name + "' is not closed",
                    parameter.identifier());
        }
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
