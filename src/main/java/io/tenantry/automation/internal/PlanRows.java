package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.CommandPlan;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code command_plans} and {@code command_plan_people}. */
@Component
public class PlanRows {
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.uuid("organizationId", "organization_id").required(),
            Field.text("commandBlockTechnicalIdentifier", "block_identifier").required(),
            Field.text("state", "state").required(),
            Field.text("requestedBy", "requested_by").required(),
            Field.instant("createdAt", "created_at").required());

    /** How long a plan waits to be applied. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS = """
            id, organization_id, title, block_id, block_identifier, block_version, planned_at, state, hash, people, warnings,
            privileged, missing, approval_reasons, requested_by_id, requested_by, decided_by, comment, job_id, created_at, expires_at,
            blocked, shortages""";

    private final Database database;
    private final JobRows jobs;

    PlanRows(Database database, JobRows jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** What a plan was made with. */
    record Input(String values, @Nullable String secrets) {}

    /** Keeps a plan. */
    void insert(Session session, CommandPlan plan, NewJob job, List<CommandPlan.Person> people) {
        UUID organization = plan.organization().value();
        session.run(
                """
                INSERT INTO command_plans (organization_id, id, title, block_id, block_identifier, block_version, input,
                    secret_input, planned_at, state, hash, people, warnings, privileged, missing, approval_reasons, requested_by_id,
                    requested_by, blocked, shortages, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb,
                    transaction_timestamp() + ? * interval '1 second')
                """,
                organization,
                plan.id(),
                plan.title(),
                plan.blockId(),
                plan.blockIdentifier(),
                plan.blockVersion(),
                jobs.kept(job.input()),
                jobs.sealed(job.secrets()),
                plan.plannedAt(),
                plan.state().wireName(),
                plan.hash(),
                plan.counts().people(),
                plan.counts().warnings(),
                plan.counts().privileged(),
                plan.missing(),
                plan.approvalReasons(),
                plan.requestedById(),
                plan.requestedBy(),
                plan.counts().blocked(),
                JSON.writeValueAsString(plan.shortages()),
                KEPT.toSeconds());
        session.runAll(
                "INSERT INTO command_plan_people (organization_id, plan_id, number, user_id, user_upn, runs, skips, warnings,"
                        + " is_privileged, is_blocked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                people.stream()
                        .map(person -> new @Nullable Object[] {
                            organization,
                            plan.id(),
                            person.number(),
                            person.userId(),
                            person.upn(),
                            person.runs(),
                            person.skips(),
                            person.warnings(),
                            person.isPrivileged(),
                            person.isBlocked()
                        })
                        .toList());
    }

    /** The plan of this id within the reach, or null. */
    public @Nullable CommandPlan find(Reach reach, UUID id) {
        return database.first(reach, "SELECT " + COLUMNS + " FROM command_plans WHERE id = ?", PlanRows::read, id);
    }

    /** Those within the reach. */
    public Page<CommandPlan> list(Reach reach, ListQuery query) {
        Sql base = switch (reach) {
            case Reach.Everything() -> Sql.of("TRUE");
            case Reach.Some(var some) ->
                Sql.of(
                        "organization_id = ANY (?)",
                        some.stream().map(OrganizationId::value).toList());
        };
        return new PagedTable<>("command_plans", COLUMNS, PlanRows::read).page(database, reach, query, base);
    }

    /** Some of its people in their order, those after a number. */
    public List<CommandPlan.Person> people(Reach reach, CommandPlan plan, int after, int most) {
        return database.list(
                reach,
                """
                SELECT number, user_id, user_upn, runs, skips, warnings, is_privileged, is_blocked FROM command_plan_people
                WHERE organization_id = ? AND plan_id = ? AND number > ? ORDER BY number LIMIT ?
                """,
                row -> new CommandPlan.Person(
                        row.getInt(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        texts(row, 4),
                        texts(row, 5),
                        texts(row, 6),
                        row.getBoolean(7),
                        row.getBoolean(8)),
                plan.organization().value(),
                plan.id(),
                after,
                most);
    }

    Input input(Reach reach, CommandPlan plan) {
        return Objects.requireNonNull(database.first(
                reach,
                "SELECT input, secret_input FROM command_plans WHERE organization_id = ? AND id = ?",
                row -> new Input(row.getString(1), row.getString(2)),
                plan.organization().value(),
                plan.id()));
    }

    /**
     * Puts a plan into another state, if nobody was faster.
     *
     * @param told who decided, what he said, and the job it became; null for what stays
     */
    public static boolean move(Session session, CommandPlan plan, CommandPlan.State to, Told told) {
        return session.run(
                        """
                        UPDATE command_plans SET state = ?, decided_by = coalesce(?, decided_by), comment = coalesce(?, comment),
                            job_id = coalesce(?::uuid, job_id)
                        WHERE organization_id = ? AND id = ? AND state = ? AND hash = ?
                        """,
                        to.wireName(),
                        told.decidedBy(),
                        told.comment(),
                        told.job(),
                        plan.organization().value(),
                        plan.id(),
                        plan.state().wireName(),
                        plan.hash())
                > 0;
    }

    /** What is new about a plan in another state. */
    public record Told(
            @Nullable String decidedBy,
            @Nullable String comment,
            @Nullable UUID job) {}

    private static CommandPlan read(ResultSet row) throws SQLException {
        return new CommandPlan(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getInt(6),
                JobRows.instant(row, 7),
                CommandPlan.State.named(row.getString(8)),
                row.getString(9),
                new CommandPlan.Counts(row.getLong(10), row.getLong(11), row.getLong(12), row.getLong(22)),
                texts(row, 13),
                List.of(JSON.readValue(row.getString(23), CommandPlan.Shortage[].class)),
                texts(row, 14),
                row.getObject(15, UUID.class),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                row.getObject(19, UUID.class),
                Objects.requireNonNull(JobRows.instant(row, 20)),
                Objects.requireNonNull(JobRows.instant(row, 21)));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) Objects.requireNonNull(array.getArray()));
    }
}
