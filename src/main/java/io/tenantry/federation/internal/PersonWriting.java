package io.tenantry.federation.internal;

import io.tenantry.access.Guards;
import io.tenantry.audit.AuditColumns;
import io.tenantry.directory.UserField;
import io.tenantry.federation.SyncRun.Counts;
import io.tenantry.federation.SyncRun.Problem;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a page of people. */
final class PersonWriting {
    private static final String UNIQUE = "23505";

    private final Reading reading;
    private final Guards guards;
    private final PersonStatements statements;

    PersonWriting(Reading reading, Guards guards) {
        this.reading = reading;
        this.guards = guards;
        statements = new PersonStatements(reading.settings());
    }

    void write(List<PersonEntry> people, List<Problem> unusable) {
        try {
            writeSparing(people, unusable);
        } catch (DatabaseFailure failure) {
            if (failure.state() == null || !failure.state().equals(UNIQUE)) {
                throw failure;
            }
            // Names that meet in ways nobody looks for: find out whose, and go on with the others.
            int half = people.size() / 2;
            if (half == 0) {
                List<Problem> problems = new ArrayList<>(unusable);
                problems.add(new Problem(people.getFirst().dn(), "One of its names is another user's"));
                write(List.of(), problems);
            } else {
                write(people.subList(0, half), unusable);
                write(people.subList(half, people.size()), List.of());
            }
        }
    }

    private void writeSparing(List<PersonEntry> people, List<Problem> unusable) {
        try {
            reading.write(session -> write(session, people, unusable, false));
        } catch (Refusal refusal) {
            // Somebody has to be left who can administer the hub, whatever a directory says.
            if (!refusal.getMessage().startsWith("The last administrator")) {
                throw refusal;
            }
            reading.write(session -> write(session, people, unusable, true));
        }
    }

    private Reading.Outcome write(Session session, List<PersonEntry> people, List<Problem> unusable, boolean sparing) {
        UUID organization = reading.organization();
        UUID source = reading.source().id();
        session.run(statements.stage);
        stage(session, people);
        session.run("ANALYZE staged_people");
        session.list(PersonStatements.LOCK, row -> true, organization, organization, source);
        session.run(statements.decide, organization, source, reading.settings().linkExisting());
        session.run("ANALYZE decided");
        if (reading.settings().linkExisting()) {
            session.run(PersonStatements.LINKED_WITH_ROLES, organization, organization, organization);
        }
        if (sparing) {
            session.run(PersonStatements.SPARE, organization, organization, organization);
        }
        apply(session, organization, source);
        Counts counts = Objects.requireNonNull(session.first(
                PersonStatements.COUNT,
                row -> new Counts(
                        people.size() + unusable.size(),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        0,
                        row.getLong(5),
                        row.getLong(6) + unusable.size(),
                        0,
                        0,
                        0)));
        List<Problem> problems = new ArrayList<>(unusable);
        problems.addAll(session.list(
                PersonStatements.PROBLEMS,
                row -> new Problem(row.getString(1), row.getString(2)),
                Tally.PROBLEMS_KEPT));
        return new Reading.Outcome(counts, problems);
    }

    private void apply(Session session, UUID organization, UUID source) {
        List<@Nullable Object> audit = AuditColumns.bound(reading.source().organization(), reading.actor());
        List<@Nullable Object> values = new ArrayList<>();
        values.add(organization);
        values.addAll(audit);
        // People who give a name up come first, so that a new one may take it.
        List<@Nullable Object> updating = new ArrayList<>(values);
        updating.add(organization);
        session.run(statements.update, updating.toArray());
        session.run(PersonStatements.REVIVE, organization);
        session.run(statements.create, values.toArray());
        session.run(PersonStatements.KNOW, organization, source, reading.run());
        session.run(PersonStatements.RELEASE_NAMES, organization);
        if (reading.settings().signIn()) {
            session.run(PersonStatements.REGISTER_NAMES, organization);
        }
        if (Boolean.TRUE.equals(session.first(PersonStatements.TURNS_OFF, row -> row.getBoolean(1)))) {
            guards.keepAnAdministrator(session, reading.source().organization());
        }
    }

    private void stage(Session session, List<PersonEntry> people) {
        List<UserField> fields = statements.staged();
        try (Staging staged = new Staging(session.connection(), Staging.copyOf(fields))) {
            for (PersonEntry person : people) {
                staged.add(person, fields);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }
}
