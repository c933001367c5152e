package io.tenantry.imports.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.audit.AuditColumns;
import io.tenantry.imports.ImportCounts;
import io.tenantry.imports.ImportSettings;
import io.tenantry.imports.internal.Answers.Answer;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.RowVisitor;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the rows of a file into one organization, all in one transaction, and writes down what came of each. */
final class ImportWork {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

    private static final int ATTEMPTS = 3;
    private static final int ROWS_BETWEEN_REPORTS = 2000;

    /** So many changed rows are worth a look at the statistics; after fewer the planner is as right as before. */
    private static final int MANY = 1000;

    private final Database database;
    private final FirstPasswords passwords;
    private final Besides moving;
    private final ImportSettings settings;

    ImportWork(Database database, FirstPasswords passwords, Besides moving, ImportSettings settings) {
        this.database = database;
        this.passwords = passwords;
        this.moving = moving;
        this.settings = settings;
    }

    /** Brings in what came with people. */
    @FunctionalInterface
    interface Besides {
        MoveInWork.Outcome apply(Session session, Order order, ImportFolder files);
    }

    /**
     * What came of it all.
     *
     * @param change what it is among the changes; null when it changes nothing
     * @param changeOfGroups what it is that was done to groups; null when that is nothing
     * @param course whether it was done at once, or is to be
     */
    record Outcome(
            ImportCounts people,
            MoveInWork.Outcome moved,
            @Nullable UUID change,
            @Nullable UUID changeOfGroups,
            ImportPlan.Course course) {
        /** Whether nothing was done, as somebody else has to agree first. */
        boolean waits() {
            return course == ImportPlan.Course.WAITING;
        }

        /** Whether a provider is at it. */
        boolean isElsewhere() {
            return course == ImportPlan.Course.ELSEWHERE;
        }
    }

    /** Who imports what, where. */
    record Order(
            Reach reach,
            OrganizationId organization,
            Actor actor,
            Guard guard,
            boolean dryRun,
            ImportPlan.Keeper keeper) {}

    /** What permissions alone do not allow. */
    interface Guard {
        /** Why this user may not be changed by the caller, or null when he may. */
        @Nullable
        String objection(UUID user);

        /** Refuses everything when one of those who were disabled may not be. */
        void disabled(Session session);

        boolean mayWriteGroups();

        /** Why nobody may be put into this group by the caller, or null when he may do so. */
        @Nullable
        String objectionToMembers(UUID group);

        /** Whether the caller decides how others sign in. */
        boolean mayLink();
    }

    /** Told how far the work is. */
    interface Watcher {
        void read(long read, long staged);

        void applying();

        void applied(long rows);
    }

    /**
     * Applies the file and fills the answer sheet.
     *
     * @param judged what came of the passwords in the file, by line
     * @return how many of the staged rows came to which end
     * @throws Refusal (MALFORMED) when the file cannot be read to its end, (BUSY) when others kept changing the same people
     */
    Outcome apply(Order order, Source source, Map<Long, JudgedPassword> judged, Path answers, Watcher watcher) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transaction(order.reach, session -> {
                    begin(session, order);
                    stage(session, order, source.file(), judged, watcher);
                    ImportPlan plan = attempt(session, order, source, judged, watcher);
                    ImportFolder moved = source.moved();
                    MoveInWork.Outcome besides =
                            moved == null ? MoveInWork.Outcome.NOTHING : moving.apply(session, order, moved);
                    if (!order.dryRun && plan.course() == ImportPlan.Course.AT_ONCE) {
                        plan.done(besides);
                    }
                    boolean waits = plan.course() == ImportPlan.Course.WAITING;
                    spill(session, order, order.dryRun || waits, answers);
                    return new Outcome(counts(session), besides, plan.change(), plan.changeOfGroups(), plan.course());
                });
            } catch (DatabaseFailure failure) {
                if (!isOvertaken(failure)) {
                    throw failure;
                }
                Refusal.unless(
                        attempt < ATTEMPTS,
                        Refusal.Reason.BUSY,
                        "The same people were being changed by somebody else; nothing was applied, please send the file again");
            }
        }
    }

    private static boolean isOvertaken(DatabaseFailure failure) {
        return failure.violatesUnique("users_by_upn")
                || failure.violatesUnique("users_by_user_name")
                || failure.violatesUnique("users_by_object_id")
                || failure.violatesUnique("logon_names_pkey")
                || failure.isDeadlock();
    }

    private void begin(Session session, Order order) {
        session.list(
                "SELECT set_config('statement_timeout', ?, true), set_config('work_mem', '64MB', true)",
                row -> true,
                Long.toString(settings.statementTimeout().toMillis()));
        session.list(ImportStatements.LOCK, row -> true, order.organization.toString());
        session.run(StagedRows.CREATE_TABLE);
    }

    private ImportPlan attempt(
            Session session, Order order, Source source, Map<Long, JudgedPassword> judged, Watcher watcher) {
        watcher.applying();
        session.run("ANALYZE staged");
        session.run(ImportStatements.DECIDE, order.organization.value());
        session.run("ANALYZE decided");
        object(session, order);
        ImportPlan plan = new ImportPlan(session, order, source);
        if (plan.prepare()) {
            write(session, order, watcher);
            passwords.keep(session, order, judged);
            passwords.keepMoved(session, order, source.file());
        }
        return plan;
    }

    private static ImportCounts counts(Session session) {
        return Objects.requireNonNull(session.first(
                ImportStatements.COUNT,
                row -> new ImportCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), 0)));
    }

    private void stage(Session session, Order order, UserFile file, Map<Long, JudgedPassword> judged, Watcher watcher) {
        try (UserFile.Rows rows = file.rows();
                StagedRows staged = new StagedRows(session.connection())) {
            long read = 0;
            long usable = 0;
            while (rows.hasNext()) {
                if (rows.next() instanceof ImportRow.Usable(var raw, var values)) {
                    JudgedPassword password = order.keeper.isElsewhere()
                            ? FirstPasswords.elsewhere(values)
                            : judged.getOrDefault(raw.line(), passwords.ofHash(values));
                    staged.add(raw.line(), values, password);
                    usable++;
                }
                if (++read % ROWS_BETWEEN_REPORTS == 0) {
                    watcher.read(read, usable);
                }
            }
            watcher.read(read, usable);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }

    private static void write(Session session, Order order, Watcher watcher) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(order.organization.value());
        values.addAll(AuditColumns.bound(order.organization, order.actor));
        // People who give a name up come first, so that a new one may take it.
        long updated = session.run(ImportStatements.UPDATE, values.toArray());
        watcher.applied(updated);
        session.run(ImportStatements.RENAME_LOGON, order.organization.value());
        session.run(ImportStatements.ADMIT_OVERTAKEN, order.organization.value());
        long created = session.run(ImportStatements.CREATE, values.toArray());
        if (Boolean.TRUE.equals(session.first(ImportStatements.DISABLES, row -> row.getBoolean(1)))) {
            order.guard.disabled(session);
        }
        watcher.applied(updated + created);
    }

    /**
     * To be called after an import that is done, for which nobody needs to wait. Otherwise the planner believes for some minutes
     * in a table that is no more.
     */
    void refreshStatistics(Order order, Outcome outcome) {
        ImportCounts counts = outcome.people();
        if (order.dryRun
                || outcome.course() != ImportPlan.Course.AT_ONCE
                || counts.created() + counts.updated() < MANY) {
            return;
        }
        try {
            database.list(order.reach, "SELECT refresh_statistics()", row -> true);
        } catch (DatabaseFailure failure) {
            // The import is done; the database looks by itself a little later.
            LOG.warn("The statistics could not be refreshed after an import", failure);
        }
    }

    private static void object(Session session, Order order) {
        UUID organization = order.organization.value();
        List<UUID> privileged = session.list(
                ImportStatements.MAY_HOLD_ROLES,
                row -> row.getObject(1, UUID.class),
                organization,
                organization,
                organization);
        for (UUID user : privileged) {
            String objection = order.guard.objection(user);
            if (objection != null) {
                session.run(ImportStatements.OBJECT, objection, user);
            }
        }
    }

    /** A plan also says what would change. */
    private static void spill(Session session, Order order, boolean planned, Path answers) {
        try (Answers.Sheet sheet = new Answers.Sheet(answers)) {
            RowVisitor writer = row -> {
                String reason = row.getString(3);
                RowResult result = RowResult.valueOf(row.getString(2));
                try {
                    sheet.add(new Answer(
                            row.getLong(1), planned ? result.inDryRun() : result, reason == null ? "" : reason));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            };
            if (planned) {
                session.walk(ImportStatements.ANSWERS_OF_PLAN, writer, order.organization.value());
            } else {
                session.walk(ImportStatements.ANSWERS, writer);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
