package io.tenantry.changes.internal;

import io.tenantry.audit.Actor;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.Subject;
import io.tenantry.changes.internal.Applying.Run;
import io.tenantry.directory.UserField;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of one piece, of which each plan needs some. */
final class PieceWork {
    private final Session session;
    private final Run run;
    private final Subject subject;
    private final List<EditKind> edits;

    PieceWork(Session session, Run run) {
        this.session = session;
        this.run = run;
        subject = run.change().subject();
        edits = run.change().edits();
    }

    boolean shutsOut() {
        return does(EditKind.DISABLE) || does(EditKind.DELETE) || does(EditKind.MEMBERSHIPS);
    }

    void judge() {
        session.list(ChunkSql.lock(subject), row -> true);
        if (does(EditKind.MEMBERSHIPS)) {
            session.list(ChunkSql.LOCK_GROUPS, row -> true);
        }
        session.run(ChunkSql.judge(subject));
        if (does(EditKind.CREATE)) {
            session.run(ChunkSql.JUDGE_NEW);
        }
        if (does(EditKind.MEMBERSHIPS)) {
            session.run(ChunkSql.JUDGE_GROUPS, ChunkSql.GROUPS_CHANGED);
        }
        if (does(EditKind.LICENSES)) {
            session.run(ChunkSql.JUDGE_LICENSES, ChunkSql.LICENSES_CHANGED);
            session.run(PlanNeeds.JUDGE);
        }
    }

    void write() {
        if (does(EditKind.CREATE)) {
            session.run(ChunkSql.make(run.members()));
        }
        if (!run.members().isEmpty() || does(EditKind.DELETE) || does(EditKind.RESTORE)) {
            session.run(ChunkSql.write(subject, run.members()));
        }
        if (subject == Subject.USER && run.members().contains(UserField.UPN.column())) {
            session.run(ChunkSql.RENAME);
        }
        if (does(EditKind.ENABLE)) {
            session.run(ChunkSql.FORGET_FAILURES);
        }
        if (does(EditKind.DELETE)) {
            if (subject == Subject.USER) {
                session.run(ChunkSql.UNNAME);
            } else {
                session.run(ChunkSql.REST + ChunkSql.BY_GROUP);
            }
            session.run(ChunkSql.REST + ChunkSql.BY_MEMBER);
        }
        if (does(EditKind.RESTORE)) {
            if (subject == Subject.USER) {
                session.run(ChunkSql.NAME);
            } else {
                session.run(ChunkSql.REVIVE + ChunkSql.BY_GROUP);
            }
            session.run(ChunkSql.REVIVE + ChunkSql.BY_MEMBER);
        }
        writeLinks();
    }

    private void writeLinks() {
        if (does(EditKind.MEMBERSHIPS)) {
            session.run(ChunkSql.LEAVE_GROUPS);
            session.run(ChunkSql.JOIN_GROUPS, subject.stored());
        }
        if (does(EditKind.LICENSES)) {
            giveAndTakeLicenses();
        }
    }

    /** Does what is left of people whose properties the same transaction has written: their groups and licences. */
    void link() {
        if (does(EditKind.MEMBERSHIPS)) {
            session.list(ChunkSql.LOCK_GROUPS, row -> true);
            session.run(ChunkSql.JUDGE_GROUPS, ChunkSql.GROUPS_CHANGED);
        }
        if (does(EditKind.LICENSES)) {
            session.run(ChunkSql.JUDGE_LICENSES, ChunkSql.LICENSES_CHANGED);
        }
        Refusal.unless(
                !Boolean.TRUE.equals(session.first(ChunkSql.OVERTAKEN, row -> row.getBoolean(1))),
                Refusal.Reason.BUSY,
                "Groups or licenses of the same people were being changed by somebody else; nothing was applied");
        writeLinks();
        tellLinks();
    }

    private void giveAndTakeLicenses() {
        session.list(ChunkSql.LOCK_UNITS, row -> true);
        session.run(ChunkSql.TAKE_LICENSES);
        Actor actor = run.caller().actor();
        session.run(ChunkSql.GIVE_LICENSES, actor.id(), actor.name());
        String without = session.first(
                ChunkSql.WITHOUT_UNIT,
                row -> "units".equals(row.getString(2))
                        ? "No unit is left of the product " + row.getString(1)
                        : "A license needs a usage location, and none is known");
        if (without != null) {
            throw new Refusal(Refusal.Reason.CONFLICT, without);
        }
    }

    void tell() {
        if (!run.members().isEmpty() || does(EditKind.DELETE) || does(EditKind.RESTORE)) {
            tell(TellSql.TARGETS, subject.stored());
        }
        tellLinks();
    }

    private void tellLinks() {
        if (does(EditKind.MEMBERSHIPS)) {
            tell(TellSql.GROUPS, subject.stored());
        }
        if (does(EditKind.LICENSES)) {
            tell(TellSql.LICENSES);
        }
    }

    private void tell(String statement, String... kind) {
        Actor actor = run.caller().actor();
        Actor.Person represented = actor.onBehalfOf();
        OrganizationId home = actor.organization();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(actor.id());
        values.add(actor.kind().stored());
        values.add(actor.name());
        values.add(home == null ? null : home.value());
        values.add(represented == null ? null : represented.id());
        values.add(represented == null ? null : represented.name());
        values.add(actor.correlationId());
        Collections.addAll(values, kind);
        session.run(statement, values.toArray());
    }

    private boolean does(EditKind kind) {
        return edits.contains(kind);
    }
}
