package io.tenantry.automation;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.audit.AuditEvent;
import io.tenantry.audit.AuditTrail;
import io.tenantry.automation.internal.ScheduleRows;
import io.tenantry.automation.internal.ScheduledJobs;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.ListQuery;
import io.tenantry.tenancy.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Schedules of command jobs. A job that is made with one waits for its next time. */
@Component
public class Schedules {
    /** What {@link #list} can be filtered and sorted by. */
    public static final Catalogue FIELDS = ScheduleRows.FIELDS;

    private static final String UTC = "UTC";
    private static final int RULE_MAX = 256;
    private static final Duration INTERVAL_MAX = Duration.ofDays(3660);

    private final Database database;
    private final Access access;
    private final AuditTrail audit;
    private final InstantSource clock;

    Schedules(Database database, Access access, AuditTrail audit, InstantSource clock) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Schedules of every organization where {@code command.schedules.read} is held. */
    public Page<Schedule> list(Caller caller, ListQuery query) {
        return ScheduleRows.list(database, access.require(caller, Permission.COMMAND_SCHEDULES_READ), query);
    }

    /** One of them. */
    public Schedule get(Caller caller, UUID id) {
        Reach reach = access.require(caller, Permission.COMMAND_SCHEDULES_READ);
        return database.transaction(reach, session -> found(session, id, false));
    }

    /**
     * Where it is the local time of jobs that wait: where their schedule says, or else where their organization is. Jobs that the
     * caller may not see are left out.
     */
    public Map<UUID, ZoneId> places(Caller caller, List<Job> jobs) {
        return ScheduledJobs.places(database, access.require(caller, Permission.COMMAND_JOBS_READ), jobs);
    }

    /** Makes one, under {@code command.schedules.write}. */
    public Schedule create(Caller caller, OrganizationId organization, ScheduleChange given) {
        Reach reach = access.require(caller, Permission.COMMAND_SCHEDULES_WRITE, organization);
        Timing timing = Timing.of(
                required(given.kind(), "kind"),
                required(given.rule(), "rule"),
                Objects.requireNonNullElse(given.timeZone(), UTC));
        requireToCome(timing);
        return database.transaction(reach, session -> {
            Schedule made = ScheduleRows.insert(
                    session,
                    organization,
                    Ids.next(),
                    Schedule.named(required(given.name(), "name")),
                    timing,
                    Objects.requireNonNullElse(given.missed(), Schedule.Missed.SKIP));
            tell(session, caller, "command.schedule.create", null, made);
            return made;
        });
    }

    /**
     * Changes one, under {@code command.schedules.write}. Jobs that wait for it keep their time unless it says another now; none
     * comes while it is paused. Those whose time has passed by then, and is not made up for, are cancelled, and say why.
     *
     * @param version the version the caller has seen, or null when he does not mind
     */
    public Schedule change(Caller caller, UUID id, ScheduleChange change, @Nullable Long version) {
        Reach reach = access.require(caller, Permission.COMMAND_SCHEDULES_WRITE);
        return database.transaction(reach, session -> {
            Schedule before = seen(session, id, version);
            Schedule after = changed(before, change);
            if (after.equals(before)) {
                return before;
            }
            if (!after.timing().equals(before.timing())) {
                requireToCome(after.timing());
            }
            Schedule kept = ScheduleRows.update(session, after);
            ScheduledJobs.retime(session, before, kept);
            tell(session, caller, "command.schedule.change", before, kept);
            return kept;
        });
    }

    /**
     * Deletes one, and ends the jobs that wait for it.
     *
     * @param version as for a change
     */
    public void delete(Caller caller, UUID id, @Nullable Long version) {
        Reach reach = access.require(caller, Permission.COMMAND_SCHEDULES_WRITE);
        database.change(reach, session -> {
            Schedule before = seen(session, id, version);
            ScheduledJobs.cancel(session, before);
            ScheduleRows.delete(session, before);
            tell(session, caller, "command.schedule.delete", before, null);
        });
    }

    private static Schedule changed(Schedule before, ScheduleChange change) {
        Timing timing = before.timing();
        return new Schedule(
                before.id(),
                before.organization(),
                change.name() == null ? before.name() : required(change.name(), "name"),
                Timing.of(
                        Objects.requireNonNullElse(change.kind(), timing.kind()),
                        Objects.requireNonNullElse(change.rule(), timing.rule()),
                        Objects.requireNonNullElse(
                                change.timeZone(), timing.zone().name())),
                Objects.requireNonNullElse(change.missed(), before.missed()),
                Objects.requireNonNullElse(change.isPaused(), before.isPaused()),
                before.createdAt(),
                before.modifiedAt(),
                before.version());
    }

    /** Refuses what nobody can mean. It is not asked of a timing that is kept: one that was to come may have become one that is over. */
    private void requireToCome(Timing timing) {
        Instant now = clock.instant();
        String rule = timing.rule();
        String wrong = switch (timing) {
            case Timing.Attribute day -> null;
            case Timing.Once once ->
                once.after(now, Timing.Whose.WESTERNMOST) == null
                        ? "The rule's time has passed, or is after the year " + Timing.LAST_YEAR
                        : null;
            case Timing.Cron cron ->
                cron.after(now, Timing.Whose.NOBODY) == null ? "The rule never comes: there is no such day" : null;
            case Timing.Interval interval ->
                interval.every().compareTo(INTERVAL_MAX) > 0
                        ? "The rule's interval is at most " + INTERVAL_MAX.toDays() + " days"
                        : null;
        };
        if (rule.length() > RULE_MAX || rule.chars().anyMatch(one -> one != '\t' && Character.isISOControl(one))) {
            wrong = "A rule is one line of at most " + RULE_MAX + " characters";
        }
        if (wrong != null) {
            throw new Refusal(Refusal.Reason.MALFORMED, wrong, "rule");
        }
    }

    private static Schedule seen(Session session, UUID id, @Nullable Long version) {
        Schedule schedule = found(session, id, true);
        Refusal.unless(
                version == null || version == schedule.version(),
                Refusal.Reason.PRECONDITION_FAILED,
                "The schedule was changed meanwhile");
        return schedule;
    }

    private static Schedule found(Session session, UUID id, boolean isToChange) {
        Schedule schedule = ScheduleRows.find(session, id, isToChange);
        if (schedule == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such schedule");
        }
        return schedule;
    }

    private static String required(@Nullable String text, String name) {
        if (text == null || text.isBlank()) {
            throw new Refusal(Refusal.Reason.MALFORMED, "A value is required for property '" + name + "'", name);
        }
        return text;
    }

    private void tell(
            Session session, Caller caller, String action, @Nullable Schedule before, @Nullable Schedule after) {
        Schedule one = Objects.requireNonNull(after == null ? before : after);
        audit.record(
                session,
                caller.actor(),
                AuditEvent.done(
                        one.organization(),
                        action,
                        new AuditEvent.Target("command schedule", one.id().toString(), one.name(), one.version()),
                        members(before),
                        members(after)));
    }

    private static @Nullable Map<String, Object> members(@Nullable Schedule schedule) {
        if (schedule == null) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", schedule.name());
        members.put("kind", schedule.timing().kind());
        members.put("rule", schedule.timing().rule());
        members.put("time_zone", schedule.timing().zone().name());
        members.put("missed", schedule.missed().wireName());
        members.put("is_paused", schedule.isPaused());
        return members;
    }
}
