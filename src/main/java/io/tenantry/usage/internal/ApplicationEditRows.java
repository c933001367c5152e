package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.audit.Actor;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.ApplicationEdit;
import io.tenantry.usage.MarkerTask;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code application_edits}. */
@Component
public class ApplicationEditRows {
    private static final TypeReference<List<MarkerTask.Result>> RESULTS = new TypeReference<>() {};

    private final Database database;
    private final JsonMapper json;

    ApplicationEditRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Keeps it, and forgets what is longer ago than such things are kept. */
    public void insert(Reach reach, OrganizationId owner, ApplicationEdit edit, Actor actor) {
        database.change(reach, session -> {
            session.run(
                    "DELETE FROM application_edits WHERE organization_id = ? AND created_at < now() - interval '30 days'",
                    owner.value());
            session.run(
                    "INSERT INTO application_edits (organization_id, id, done, failed, requested_by) VALUES (?, ?, ?, ?::jsonb, ?)",
                    owner.value(),
                    edit.id(),
                    edit.done(),
                    new Json(json.writeValueAsString(edit.failed())),
                    actor.name());
        });
    }

    public @Nullable ApplicationEdit find(Reach reach, UUID id) {
        return database.first(
                reach,
                "SELECT done, failed::text FROM application_edits WHERE id = ?",
                row -> new ApplicationEdit(id, row.getLong(1), json.readValue(row.getString(2), RESULTS)),
                id);
    }
}
