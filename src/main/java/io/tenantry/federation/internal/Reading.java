package io.tenantry.federation.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.federation.IdentitySource;
import io.tenantry.federation.LdapSettings;
import io.tenantry.federation.SyncRun.Counts;
import io.tenantry.federation.SyncRun.Problem;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import java.util.List;
import java.util.UUID;

/**
 * One run over one directory: who it is for, and how far it is. Each page is a transaction of its own, together with the run's
 * progress; a run that was taken over by another node cannot write any more.
 */
final class Reading {
    private static final int ATTEMPTS = 3;

    private final Database database;
    private final RunRows runs;
    private final IdentitySource source;
    private final LdapSettings settings;
    private final UUID run;
    private Tally tally = new Tally();

    Reading(Database database, RunRows runs, IdentitySource source, LdapSettings settings, UUID run) {
        this.database = database;
        this.runs = runs;
        this.source = source;
        this.settings = settings;
        this.run = run;
    }

    IdentitySource source() {
        return source;
    }

    LdapSettings settings() {
        return settings;
    }

    UUID run() {
        return run;
    }

    Tally tally() {
        return tally;
    }

    UUID organization() {
        return source.organization().value();
    }

    /** Who the audit trail says it was. */
    Actor actor() {
        return new Actor(null, Actor.Kind.SYSTEM, "directory " + source.name(), null, null, "sync-" + run);
    }

    /** What one page came to. */
    record Outcome(Counts counts, List<Problem> problems) {}

    /** The writing of one page. */
    @FunctionalInterface
    interface Page {
        Outcome write(Session session);
    }

    /** Writes a page and the progress together; again when somebody else changed the same rows at the same moment. */
    void write(Page page) {
        Reach reach = RunRows.reach(source);
        for (int attempt = 1; ; attempt++) {
            try {
                tally = database.transaction(reach, session -> {
                    // A group may have hundreds of thousands of members, and nobody waits for the answer.
                    session.list(
                            "SELECT set_config('work_mem', '32MB', true), set_config('statement_timeout', '5min', true)",
                            row -> true);
                    Outcome outcome = page.write(session);
                    Tally next = tally.with(outcome.counts(), outcome.problems());
                    Refusal.unless(
                            runs.report(session, source, run, next.counts(), next.problems()),
                            Refusal.Reason.CONFLICT,
                            "Another node has taken this run over, or the source was removed");
                    return next;
                });
                return;
            } catch (DatabaseFailure failure) {
                if (attempt == ATTEMPTS || !isOvertaken(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean isOvertaken(DatabaseFailure failure) {
        return failure.violatesUnique("users_by_upn")
                || failure.violatesUnique("users_by_user_name")
                || failure.violatesUnique("directory_people_by_user")
                || failure.violatesUnique("logon_names_pkey")
                || failure.isDeadlock();
    }
}
