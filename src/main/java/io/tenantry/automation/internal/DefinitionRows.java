package io.tenantry.automation.internal;

import io.tenantry.access.Reach;
import io.tenantry.automation.CommandBlock;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code command_definitions}: blocks and sets that organizations have written. */
@Component
public class DefinitionRows implements Written {
    private static final Reach EVERYTHING = new Reach.Everything();
    private static final String COLUMNS = "organization_id, id, version, is_set, definition, pins";

    private final Database database;
    private final JsonMapper json;

    DefinitionRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public @Nullable Text find(UUID id, int version) {
        return database.first(
                EVERYTHING,
                "SELECT " + COLUMNS + " FROM command_definitions WHERE id = ? AND version = ?",
                this::read,
                id,
                version);
    }

    @Override
    public @Nullable Integer newest(UUID id) {
        return database.first(
                EVERYTHING,
                "SELECT version FROM command_definitions WHERE id = ? AND deleted_at IS NULL ORDER BY version DESC LIMIT 1",
                row -> row.getInt(1),
                id);
    }

    @Override
    public @Nullable Text named(OrganizationId owner, String identifier, @Nullable Integer version) {
        return database.first(
                new Reach.Some(Set.of(owner)),
                "SELECT " + COLUMNS + " FROM command_definitions WHERE organization_id = ? AND identifier_ci = lower(?)"
                        + " AND NOT is_set AND (version = ? OR (?::integer IS NULL AND deleted_at IS NULL))"
                        + " ORDER BY deleted_at NULLS FIRST, version DESC LIMIT 1",
                this::read,
                owner.value(),
                identifier,
                version,
                version);
    }

    @Override
    public @Nullable Text living(OrganizationId owner, String identifier) {
        return database.first(
                new Reach.Some(Set.of(owner)),
                "SELECT " + COLUMNS + " FROM command_definitions WHERE organization_id = ? AND identifier_ci = lower(?)"
                        + " AND deleted_at IS NULL ORDER BY version DESC LIMIT 1",
                this::read,
                owner.value(),
                identifier);
    }

    /** What was written of a version, or null. */
    public @Nullable String definition(UUID id, int version) {
        Text text = find(id, version);
        return text == null ? null : text.definition();
    }

    /** The ids of living ones within the reach, each with its newest version. */
    public Map<UUID, Integer> newest(Reach reach, boolean isSet) {
        Map<UUID, Integer> newest = new HashMap<>();
        database.list(
                reach,
                "SELECT id, max(version) FROM command_definitions WHERE is_set = ? AND deleted_at IS NULL GROUP BY id",
                row -> newest.put(row.getObject(1, UUID.class), row.getInt(2)),
                isSet);
        return newest;
    }

    /** The ids of those in some categories. */
    List<UUID> within(List<String> categories) {
        return database.list(
                EVERYTHING,
                "SELECT DISTINCT id FROM command_definitions WHERE category = ANY (?)",
                row -> row.getObject(1, UUID.class),
                categories);
    }

    /** How many living ones an organization has, after locking them against others who count. */
    public static long count(Session session, OrganizationId organization) {
        session.first(
                "SELECT pg_advisory_xact_lock(hashtextextended('definitions ' || ?::text, 0))",
                row -> true,
                organization.toString());
        return Objects.requireNonNull(session.first(
                "SELECT count(DISTINCT id) FROM command_definitions WHERE organization_id = ? AND deleted_at IS NULL",
                row -> row.getLong(1),
                organization.value()));
    }

    /** Whether the organization has one of this name, other than the one of an id. */
    public static boolean isTaken(Session session, CommandBlock block) {
        return session.first(
                        "SELECT 1 FROM command_definitions WHERE organization_id = ? AND identifier_ci = lower(?) AND id <> ?"
                                + " AND deleted_at IS NULL LIMIT 1",
                        row -> true,
                        Objects.requireNonNull(block.owner()).value(),
                        block.identifier(),
                        block.id())
                != null;
    }

    /** Keeps a version. */
    public void insert(Session session, CommandBlock block, String text, String by) {
        Map<String, Integer> pins = new HashMap<>();
        block.members()
                .forEach(member ->
                        pins.put(member.block().identifier(), member.block().version()));
        session.run(
                "INSERT INTO command_definitions (organization_id, id, version, is_set, identifier, category, definition, pins,"
                        + " created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)",
                Objects.requireNonNull(block.owner()).value(),
                block.id(),
                block.version(),
                block.isSet(),
                block.identifier(),
                block.category().identifier(),
                text,
                new Json(json.writeValueAsString(pins)),
                by);
    }

    /** Takes all versions out of the catalogue. Jobs that run one of them still find it. */
    public static void delete(Session session, OrganizationId owner, UUID id) {
        session.run(
                "UPDATE command_definitions SET deleted_at = transaction_timestamp() WHERE organization_id = ? AND id = ?",
                owner.value(),
                id);
    }

    private Text read(ResultSet row) throws SQLException {
        Map<String, Integer> pins = new HashMap<>();
        json.readTree(row.getString(6))
                .properties()
                .forEach(pin -> pins.put(pin.getKey(), pin.getValue().asInt()));
        return new Text(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getBoolean(4),
                row.getString(5),
                pins);
    }
}
