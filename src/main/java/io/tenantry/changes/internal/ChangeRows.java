package io.tenantry.changes.internal;

import io.tenantry.access.Reach;
import io.tenantry.changes.Change;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.Change.Person;
import io.tenantry.changes.Subject;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Moments;
import io.tenantry.platform.database.PagedTable;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code changes}, as it is read. */
@Component
public class ChangeRows {
    /** A plan that nobody applied in time is over, though nothing has written that down. */
    private static final String STATE = "CASE WHEN state IN ('planned', 'waiting', 'approved') AND expires_at <= now()"
            + " THEN 'expired' ELSE state END";

    /** What a list of changes may be filtered by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "id"),
            Field.text("state", STATE).required().notSortable(),
            Field.text("title", "title").notSortable(),
            Field.text("kind", "subject").required().notSortable(),
            Field.uuid("undoes", "undoes").notSortable(),
            Field.uuid("requestedById", "requested_by_id").notSortable(),
            Field.text("requestedBy", "requested_by").required().notSortable(),
            Field.instant("createdAt", "created_at").required());

    private static final String COLUMNS = """
            id, organization_id, organizations, title, subject, request::text, edits, undoes, %s, hash, targets, blocked, unchanged,
            privileged, done, conflicts, failed, missing, cost::text, approval_reasons, requested_by_id, requested_by,
            decided_by_id, decided_by, decided_at, comment, applied_by_id, applied_by, problem, created_at, expires_at, finished_at,
            CASE WHEN state = 'applying' AND running_since IS NOT NULL THEN (done + conflicts + failed - done_before)
                / greatest(extract(epoch FROM coalesce(heard_of_at, clock_timestamp()) - running_since), 0.001) ELSE 0 END
            """.formatted(STATE);

    private static final String LEFT_OVER = """
            SELECT number, coalesce(reason, ?) FROM change_targets
            WHERE organization_id = ? AND change_id = ? AND state IN ('planned', 'conflict', 'failed')
            """;

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    ChangeRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public @Nullable Change find(Reach reach, UUID id) {
        return database.first(reach, "SELECT " + COLUMNS + " FROM changes WHERE id = ?", this::read, id);
    }

    /** The same, and nobody else moves it on until the transaction ends. */
    public @Nullable Change hold(Session session, UUID id) {
        return session.first("SELECT " + COLUMNS + " FROM changes WHERE id = ? FOR UPDATE", this::read, id);
    }

    public Page<Change> list(Reach reach, ListQuery query) {
        return new PagedTable<>("changes", COLUMNS, this::read).page(database, reach, query, Sql.of("true"));
    }

    /** Why targets that were to be changed were not, by number; those that nobody tried have the reason given here. */
    public Map<Long, String> leftOver(OrganizationId organization, UUID id, String untried) {
        Map<Long, String> reasons = new HashMap<>();
        database.list(
                        new Reach.Some(Set.of(organization)),
                        LEFT_OVER,
                        row -> Map.entry(row.getLong(1), row.getString(2)),
                        untried,
                        organization.value(),
                        id)
                .forEach(left -> reasons.put(left.getKey(), left.getValue()));
        return reasons;
    }

    private Change read(ResultSet row) throws SQLException {
        long planned = row.getLong(11);
        long done = row.getLong(15);
        long conflicts = row.getLong(16);
        long failed = row.getLong(17);
        return new Change(
                row.getObject(1, UUID.class),
                new OrganizationId(row.getObject(2, UUID.class)),
                Arrays.stream((UUID[]) row.getArray(3).getArray())
                        .map(OrganizationId::new)
                        .toList(),
                row.getString(4),
                Subject.named(row.getString(5), "kind"),
                json.readValue(row.getString(6), MEMBERS),
                texts(row, 7).stream()
                        .map(EditKind::ofStored)
                        .map(Objects::requireNonNull)
                        .toList(),
                row.getObject(8, UUID.class),
                Change.State.valueOf(row.getString(9).toUpperCase(Locale.ROOT)),
                row.getString(10),
                new Change.Counts(planned, row.getLong(12), row.getLong(13), row.getLong(14)),
                new Change.Progress(done, conflicts, failed, planned - done - conflicts - failed, row.getDouble(33)),
                texts(row, 18),
                cost(row.getString(19)),
                texts(row, 20),
                new Person(row.getObject(21, UUID.class), row.getString(22)),
                decision(row),
                person(row, 27),
                row.getString(29),
                Objects.requireNonNull(Moments.orNull(row, 30)),
                Objects.requireNonNull(Moments.orNull(row, 31)),
                Moments.orNull(row, 32));
    }

    private static Change.@Nullable Decision decision(ResultSet row) throws SQLException {
        Person by = person(row, 23);
        Instant at = Moments.orNull(row, 25);
        return by == null || at == null ? null : new Change.Decision(by, at, row.getString(26));
    }

    private static @Nullable Person person(ResultSet row, int first) throws SQLException {
        String name = row.getString(first + 1);
        return name == null ? null : new Person(row.getObject(first, UUID.class), name);
    }

    private Change.@Nullable Cost cost(@Nullable String kept) {
        if (kept == null) {
            return null;
        }
        JsonNode cost = json.readTree(kept);
        Map<String, BigDecimal> perMonth = new LinkedHashMap<>();
        cost.path("perMonth")
                .properties()
                .forEach(amount -> perMonth.put(
                        amount.getKey(), new BigDecimal(amount.getValue().asString())));
        return new Change.Cost(perMonth, cost.path("unpriced").asLong());
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
