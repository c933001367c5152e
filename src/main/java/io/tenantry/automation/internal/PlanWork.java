package io.tenantry.automation.internal;

import io.tenantry.access.Caller;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.Aim;
import io.tenantry.automation.CommandBlock;
import io.tenantry.automation.CommandPlan;
import io.tenantry.automation.CommandPlan.State;
import io.tenantry.automation.JobRequest;
import io.tenantry.changes.ChangeRules;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes plans of running blocks for many people, and hands them over to jobs. */
@Component
public final class PlanWork {
    private static final int PIECE = 10_000;
    private static final int MISSING_MAX = 1_000;
    private static final InstantSource CLOCK = InstantSource.system();

    private final Database database;
    private final JobMaker maker;
    private final Planner planner;
    private final PlanTables tables;
    private final ChangeRules rules;
    private final AuditTrail audit;

    PlanWork(
            Database database,
            JobMaker maker,
            Planner planner,
            PlanTables tables,
            ChangeRules rules,
            AuditTrail audit) {
        this.database = database;
        this.maker = maker;
        this.planner = planner;
        this.tables = tables;
        this.rules = rules;
        this.audit = audit;
    }

    /** What somebody wants a plan of. */
    public record Wanted(
            OrganizationId organization,
            CommandBlock block,
            Aim aim,
            JobRequest request,
            @Nullable String title) {}

    /** Works a plan out and keeps it. */
    public CommandPlan plan(Caller caller, Reach reach, Wanted wanted) {
        Refusal.unless(
                wanted.request().scheduleId() == null,
                Refusal.Reason.MALFORMED,
                "A plan has a time of its own, and no schedule",
                "scheduleId");
        JobMaker.Prepared prepared =
                maker.prepare(caller, reach, wanted.organization(), wanted.block(), wanted.aim(), wanted.request());
        Refusal.unless(
                prepared.aimed().isMany(), Refusal.Reason.MALFORMED, "A plan is for many people; run it for one");
        Planner.Planned planned =
                planner.people(caller, reach, prepared.job(), prepared.aimed().people());
        List<CommandPlan.Person> people = planned.people();
        long privileged =
                people.stream().filter(CommandPlan.Person::isPrivileged).count();
        List<String> reasons =
                rules.asking(wanted.organization(), Planner.kinds(wanted.block(), people), people.size(), privileged);
        CommandPlan plan = new CommandPlan(
                Ids.next(),
                wanted.organization(),
                wanted.title(),
                wanted.block().id(),
                wanted.block().identifier(),
                wanted.block().version(),
                wanted.request().plannedAt(),
                reasons.isEmpty() ? State.PLANNED : State.WAITING,
                planner.hash(prepared.job(), people),
                counts(people, privileged),
                prepared.aimed().missing().stream().limit(MISSING_MAX).toList(),
                planned.shortages(),
                reasons,
                prepared.job().asker().actor(),
                prepared.job().asker().name(),
                null,
                null,
                null,
                CLOCK.instant(),
                CLOCK.instant());
        database.change(reach, session -> {
            tables.plans().insert(session, plan, prepared.job(), people);
            tell(session, caller, plan, "plan");
        });
        return found(reach, plan);
    }

    private static CommandPlan.Counts counts(List<CommandPlan.Person> people, long privileged) {
        long warnings =
                people.stream().mapToLong(person -> person.warnings().size()).sum();
        long blocked = people.stream().filter(CommandPlan.Person::isBlocked).count();
        return new CommandPlan.Counts(people.size(), warnings, privileged, blocked);
    }

    /** The block of a plan in the version it was made for. */
    public CommandBlock block(CommandPlan plan) {
        CommandBlock block = tables.catalogue().find(plan.blockId(), plan.blockVersion());
        if (block == null) {
            throw new Refusal(Refusal.Reason.CONFLICT, "The command block of the plan is not there any more");
        }
        return block;
    }

    /** Agrees to a plan, or refuses it. */
    public CommandPlan decide(
            Caller caller, Reach reach, CommandPlan plan, boolean approves, @Nullable String comment) {
        requireState(plan, State.WAITING);
        PlanRows.Told told = new PlanRows.Told(caller.actor().name(), comment, null);
        return moved(caller, reach, plan, approves ? State.APPROVED : State.REJECTED, told);
    }

    /** Gives a plan up. */
    public CommandPlan cancel(Caller caller, Reach reach, CommandPlan plan) {
        Refusal.unless(
                List.of(State.PLANNED, State.WAITING, State.APPROVED).contains(plan.state()),
                Refusal.Reason.CONFLICT,
                "The plan is " + plan.state().wireName());
        return moved(caller, reach, plan, State.CANCELLED, new PlanRows.Told(null, null, null));
    }

    /** Hands a plan over to a job. */
    public CommandPlan apply(Caller caller, Reach reach, CommandPlan plan) {
        Refusal.unless(
                plan.state() == State.PLANNED || plan.state() == State.APPROVED,
                Refusal.Reason.CONFLICT,
                plan.state() == State.WAITING
                        ? "Somebody else has to agree to the plan first"
                        : "The plan is " + plan.state().wireName());
        Refusal.unless(
                plan.expiresAt().isAfter(CLOCK.instant()), Refusal.Reason.CONFLICT, "The plan is too old; plan anew");
        PlanRows.Input kept = tables.plans().input(reach, plan);
        Map<String, @Nullable Object> input = new LinkedHashMap<>(tables.jobs().values(kept.values()));
        input.putAll(tables.jobs().opened(kept.secrets()));
        List<String> ids = new ArrayList<>();
        List<CommandPlan.Person> piece = tables.plans().people(reach, plan, 0, PIECE);
        while (!piece.isEmpty()) {
            piece.forEach(person -> ids.add(person.userId().toString()));
            piece = tables.plans().people(reach, plan, piece.getLast().number(), PIECE);
        }
        Refusal.unless(!ids.isEmpty(), Refusal.Reason.CONFLICT, "The plan is for nobody");
        JobMaker.Prepared prepared = maker.prepare(
                caller,
                reach,
                plan.organization(),
                block(plan),
                new Aim.ForPeople(ids),
                new JobRequest(input, null, plan.plannedAt()));
        List<CommandPlan.Person> now = planner.people(
                        caller, reach, prepared.job(), prepared.aimed().people())
                .people();
        Refusal.unless(
                planner.hash(prepared.job(), now).equals(plan.hash()),
                Refusal.Reason.CONFLICT,
                "By now the plan would do something else; plan anew");
        PlanRows.Told told = new PlanRows.Told(null, null, prepared.job().id());
        maker.take(caller, prepared, session -> {
            move(session, plan, State.APPLIED, told);
            tell(session, caller, plan, "apply");
        });
        return found(reach, plan);
    }

    private CommandPlan moved(Caller caller, Reach reach, CommandPlan plan, State to, PlanRows.Told told) {
        database.change(reach, session -> {
            move(session, plan, to, told);
            tell(session, caller, plan, to.wireName());
        });
        return found(reach, plan);
    }

    private static void move(Session session, CommandPlan plan, State to, PlanRows.Told told) {
        Refusal.unless(
                PlanRows.move(session, plan, to, told), Refusal.Reason.CONFLICT, "Somebody was faster with the plan");
    }

    private static void requireState(CommandPlan plan, State state) {
        Refusal.unless(
                plan.state() == state,
                Refusal.Reason.CONFLICT,
                "The plan is " + plan.state().wireName());
    }

    private CommandPlan found(Reach reach, CommandPlan plan) {
        return Objects.requireNonNull(tables.plans().find(reach, plan.id()));
    }

    private void tell(Session session, Caller caller, CommandPlan plan, String what) {
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("command_block", plan.blockIdentifier());
        after.put("people", plan.counts().people());
        after.put("hash", plan.hash());
        audit.record(
                session,
                caller.actor(),
                AuditEvent.done(
                        plan.organization(),
                        "command.plan." + what,
                        new AuditEvent.Target("command plan", plan.id().toString(), plan.title(), null),
                        null,
                        after));
    }
}
