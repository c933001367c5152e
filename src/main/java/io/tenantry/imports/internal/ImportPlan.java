package io.tenantry.imports.internal;

import io.tenantry.access.Permission;
import io.tenantry.changes.Subject;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.UserField;
import io.tenantry.imports.ImportFormat;
import io.tenantry.imports.internal.ImportWork.Order;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an import does as a plan of changes. It is worked out before anything is written and kept with what came of it, so that an
 * import is listed, agreed to and taken back like any other change.
 */
final class ImportPlan {
    private static final String NOTHING_WAITS =
            "Somebody else would have to agree to this first, and what waits for that keeps no passwords and nothing that comes"
                    + " besides people; send fewer rows or leave passwords out";

    private final Session session;
    private final Order order;
    private final Source source;
    private final boolean linked;
    private final Set<Permission> permissions = EnumSet.of(Permission.USER_WRITE);
    private @Nullable UUID change;
    private @Nullable UUID changeOfGroups;
    private Course course = Course.AT_ONCE;

    /** How a plan goes on. */
    enum Course {
        AT_ONCE,
        /** Somebody has to agree first. */
        WAITING,
        /** It was started, to be carried out at a provider. */
        ELSEWHERE
    }

    ImportPlan(Session session, Order order, Source source) {
        this.session = session;
        this.order = order;
        this.source = source;
        linked = source.moved() == null
                && GivenJson.LINKS.keySet().stream().anyMatch(source.file().layout()::holds);
    }

    /** Keeps imports among the changes. */
    interface Keeper {
        /** Looks up the groups and products that rows name, and tells what changing them needs. */
        Set<Permission> link(Session session);

        /** Whether somebody has said which plans need another's agreement. */
        boolean hasRules();

        /** Keeps what is prepared as a plan. */
        UUID plan(Session session, Facts facts);

        boolean waits(Session session, UUID change);

        /** Whether the organization's people live at a provider, where a plan is carried out in the background. */
        boolean isElsewhere();

        /** Lets that begin when the transaction is over. */
        void start(Session session, UUID change);

        /**
         * Waits until what was started comes to its end.
         *
         * @param watcher told how many rows have been tried
         */
        LeftOver follow(UUID change, LongConsumer watcher);

        /** Does what is left of a plan: groups and licences. */
        void finish(Session session, UUID change);

        /** Keeps what is prepared as done. */
        UUID keepDone(Session session, Facts facts);
    }

    /**
     * What is said of a plan.
     *
     * @param members the columns that it may write
     */
    record Facts(
            ImportFormat format, Subject subject, List<String> members, long unchanged, Set<Permission> permissions) {}

    /**
     * What a provider did not do.
     *
     * @param reasons by line
     * @param goesOn whether somebody can let it go on
     */
    record LeftOver(Map<Long, String> reasons, boolean goesOn) {
        static final LeftOver NOTHING = new LeftOver(Map.of(), false);

        LeftOver {
            reasons = Map.copyOf(reasons);
        }
    }

    private record Counts(long planned, long failed, long unchanged) {}

    /** Works it out, and tells whether it is to be carried out at once. */
    boolean prepare() {
        session.run(PlanStatements.PREPARE, order.organization().value());
        if (linked) {
            session.run("ANALYZE prepared");
            permissions.addAll(order.keeper().link(session));
            session.run(PlanStatements.ADMIT_LINKED);
            session.run(PlanStatements.ADMIT_PROBLEMS);
            session.run(PlanStatements.DROP_UNCHANGED);
        }
        if (order.keeper().isElsewhere()) {
            session.run(PlanStatements.NOTE_IDS);
        }
        return order.dryRun() ? leaveAtThat() : goOn();
    }

    /** What another system's people bring besides themselves is in no plan, so there is none to be carried out later. */
    private boolean leaveAtThat() {
        session.run(PlanStatements.BAR_PASSWORDS);
        Counts counts = counts();
        if (source.moved() == null && counts.planned() + counts.failed() > 0) {
            change = order.keeper().plan(session, facts(counts));
            if (linked) {
                session.run(PlanStatements.ADMIT_PROBLEMS);
            }
        }
        return false;
    }

    private boolean goOn() {
        Counts counts = counts();
        boolean isElsewhere = order.keeper().isElsewhere();
        if (counts.planned() == 0 || !(linked || isElsewhere || order.keeper().hasRules())) {
            return true;
        }
        if (source.moved() != null) {
            return agreedAnyway(counts);
        }
        UUID plan = order.keeper().plan(session, facts(counts));
        change = plan;
        session.run(PlanStatements.ADMIT_PROBLEMS);
        boolean waits = order.keeper().hasRules() && order.keeper().waits(session, plan);
        boolean keepsSecrets = !isElsewhere && source.file().layout().holds(ImportField.PASSWORD);
        Refusal.unless(!waits || !keepsSecrets, Refusal.Reason.CONFLICT, NOTHING_WAITS);
        if (waits) {
            course = Course.WAITING;
        } else if (isElsewhere) {
            order.keeper().start(session, plan);
            course = Course.ELSEWHERE;
        }
        return course == Course.AT_ONCE;
    }

    /** What moves in is kept as a change when all of it is there. Until then it is only asked whether somebody has to agree. */
    private boolean agreedAnyway(Counts counts) {
        session.run("SAVEPOINT asked");
        boolean waits = order.keeper().waits(session, order.keeper().plan(session, facts(counts)));
        session.run("ROLLBACK TO SAVEPOINT asked");
        Refusal.unless(!waits, Refusal.Reason.CONFLICT, NOTHING_WAITS);
        return true;
    }

    /** Writes down what has been done, with the groups that people came into. */
    void done(MoveInWork.Outcome besides) {
        if (besides.changesGroups()) {
            UUID organization = order.organization().value();
            session.run("ANALYZE prepared");
            session.run(MoveInStatements.TELL_JOINED, organization);
            session.run(MoveInStatements.TELL_JOINED_ONLY, organization, organization);
            permissions.add(Permission.GROUP_WRITE);
        }
        keepPeople();
        if (besides.changesGroups()) {
            keepGroups();
        }
    }

    /** Groups are targets of another kind, so what becomes of them is a change of its own. */
    private void keepGroups() {
        session.run("DROP TABLE prepared");
        UUID organization = order.organization().value();
        session.run(MoveInStatements.PREPARE_GROUPS, organization, organization);
        Counts counts = counts();
        if (counts.planned() > 0) {
            List<String> members = List.of(GroupField.DISPLAY_NAME.column(), GroupField.DESCRIPTION.column());
            changeOfGroups = order.keeper()
                    .keepDone(
                            session,
                            new Facts(source.format(), Subject.GROUP, members, 0, Set.of(Permission.GROUP_WRITE)));
        }
    }

    private void keepPeople() {
        session.run(PlanStatements.TAKE_FAILED);
        if (change != null) {
            order.keeper().finish(session, change);
            return;
        }
        Counts counts = counts();
        if (counts.planned() > 0) {
            change = order.keeper().keepDone(session, facts(counts));
        }
    }

    /** What it has done to groups among the changes; null when that is nothing. */
    @Nullable
    UUID changeOfGroups() {
        return changeOfGroups;
    }

    /** What it is among the changes; null when there is nothing to do. */
    @Nullable
    UUID change() {
        return change;
    }

    Course course() {
        return course;
    }

    private Counts counts() {
        return Objects.requireNonNull(
                session.first(PlanStatements.COUNT, row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3))));
    }

    private Facts facts(Counts counts) {
        Layout layout = source.file().layout();
        List<String> members = new ArrayList<>(List.of(UserField.DISPLAY_NAME.column()));
        for (ImportField field : ImportField.kept()) {
            if (layout.holds(field) && field != ImportField.OBJECT_ID && field != ImportField.DISPLAY_NAME) {
                members.add(Columns.of(field));
            }
        }
        return new Facts(source.format(), Subject.USER, members, counts.unchanged(), permissions);
    }
}
