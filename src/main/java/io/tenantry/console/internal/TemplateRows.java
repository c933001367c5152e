package io.tenantry.console.internal;

import io.tenantry.access.Reach;
import io.tenantry.console.people.PersonTemplate;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table person_templates. */
@Component
public class TemplateRows {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String SELECT =
            "SELECT id, name, upn_pattern, properties::text, groups, skus FROM person_templates WHERE organization_id = ?";

    private final Database database;
    private final JsonMapper json;

    TemplateRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public List<PersonTemplate> list(Reach reach, OrganizationId organization, int limit) {
        return database.list(
                reach, SELECT + " ORDER BY lower(name) LIMIT ?", this::template, organization.value(), limit);
    }

    public @Nullable PersonTemplate find(Reach reach, OrganizationId organization, UUID id) {
        return database.first(reach, SELECT + " AND id = ?", this::template, organization.value(), id);
    }

    /** Keeps it in the place of the one with its id, if there is one. Refused with CONFLICT when another has its name. */
    public void store(Session session, OrganizationId organization, PersonTemplate template) {
        try {
            session.run(
                    """
                    INSERT INTO person_templates (organization_id, id, name, upn_pattern, properties, groups, skus)
                    VALUES (?, ?, ?, ?, ?::jsonb, ?::uuid[], ?::uuid[])
                    ON CONFLICT (organization_id, id) DO UPDATE SET name = excluded.name, upn_pattern = excluded.upn_pattern,
                        properties = excluded.properties, groups = excluded.groups, skus = excluded.skus,
                        changed_at = transaction_timestamp()
                    """,
                    organization.value(),
                    template.id(),
                    template.name(),
                    template.upnPattern(),
                    new Json(json.writeValueAsString(template.properties())),
                    template.groups(),
                    template.skus());
        } catch (DatabaseFailure failure) {
            if (failure.violatesUnique("person_templates_by_name")) {
                throw new Refusal(
                        Refusal.Reason.CONFLICT, "Another template of the organization has this name", "name");
            }
            throw failure;
        }
    }

    public void delete(Session session, OrganizationId organization, UUID id) {
        session.run("DELETE FROM person_templates WHERE organization_id = ? AND id = ?", organization.value(), id);
    }

    private PersonTemplate template(ResultSet row) throws SQLException {
        return new PersonTemplate(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                json.readValue(row.getString(4), TEXTS),
                ids(row, 5),
                ids(row, 6));
    }

    private static List<UUID> ids(ResultSet row, int column) throws SQLException {
        return Arrays.asList((UUID[]) row.getArray(column).getArray());
    }
}
