package io.tenantry.organizations.internal;

import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.Domain;
import io.tenantry.tenancy.DomainName;
import io.tenantry.tenancy.Organization;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.tenancy.OrganizationKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of organizations, read together with their domains. */
@Component
public class OrganizationRows {
    /** What {@link #read} reads, from {@code organizations o}. */
    public static final String COLUMNS = """
            o.organization_id, o.parent_id, o.kind, o.name, o.provider, o.microsoft_tenant_id, o.locale, o.settings,
            o.tags, o.created_at, o.valid_from, o.deleted_at, o.version,
            (SELECT jsonb_agg(to_jsonb(d) ORDER BY d.is_default DESC, d.name) FROM domains d
             WHERE d.organization_id = o.organization_id)""";

    private static final String GET = "SELECT " + COLUMNS + " FROM organizations o WHERE o.organization_id = ?";
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final JsonMapper json;

    OrganizationRows(JsonMapper json) {
        this.json = json;
    }

    /** The organization, living or deleted, or null when there is none in reach. */
    public @Nullable Organization find(Session session, OrganizationId id) {
        return session.first(GET, this::read, id.value());
    }

    /** The organization, living or deleted. */
    public Organization get(Session session, OrganizationId id) {
        Organization found = find(session, id);
        if (found == null) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no such organization");
        }
        return found;
    }

    /** Like {@link #find}, and nobody else changes it until the transaction ends. */
    public @Nullable Organization findAndHold(Session session, OrganizationId id) {
        return session.first(GET + " FOR UPDATE OF o", this::read, id.value());
    }

    /** Adds an organization, unless its parent is deleted or out of reach. */
    public boolean insert(Session session, OrganizationId id, OrganizationId parent, Organization.Profile profile) {
        return 1
                == session.run(
                        """
                        INSERT INTO organizations
                            (organization_id, parent_id, kind, name, provider, microsoft_tenant_id, locale, settings)
                        SELECT ?::uuid, p.organization_id, ?, ?, ?, ?::uuid, ?, ?::jsonb
                        FROM organizations p WHERE p.organization_id = ? AND p.deleted_at IS NULL
                        """,
                        id.value(),
                        profile.kind().stored(),
                        profile.name(),
                        profile.provider(),
                        profile.microsoftTenantId(),
                        profile.locale(),
                        new Json(json.writeValueAsString(profile.settings())),
                        parent.value());
    }

    public void replaceProfile(Session session, OrganizationId id, Organization.Profile profile) {
        session.run(
                """
                UPDATE organizations
                SET kind = ?, name = ?, provider = ?, microsoft_tenant_id = ?::uuid, locale = ?, settings = ?::jsonb
                WHERE organization_id = ?
                """,
                profile.kind().stored(),
                profile.name(),
                profile.provider(),
                profile.microsoftTenantId(),
                profile.locale(),
                new Json(json.writeValueAsString(profile.settings())),
                id.value());
    }

    public void replaceTags(Session session, OrganizationId id, Set<String> tags) {
        session.run("UPDATE organizations SET tags = ? WHERE organization_id = ?", List.copyOf(tags), id.value());
    }

    public void replaceParent(Session session, OrganizationId id, OrganizationId parent) {
        session.run("UPDATE organizations SET parent_id = ? WHERE organization_id = ?", parent.value(), id.value());
    }

    public void delete(Session session, OrganizationId id) {
        session.run(
                "UPDATE organizations SET deleted_at = transaction_timestamp() WHERE organization_id = ?", id.value());
    }

    public void restore(Session session, OrganizationId id) {
        session.run("UPDATE organizations SET deleted_at = NULL WHERE organization_id = ?", id.value());
    }

    /** Begins a new version, for changes in the tables that belong to an organization. */
    public void touch(Session session, OrganizationId id) {
        session.run("UPDATE organizations SET settings = settings WHERE organization_id = ?", id.value());
    }

    public boolean hasLivingUsers(Session session, OrganizationId id) {
        return !session.list(
                        "SELECT 1 FROM users WHERE organization_id = ? AND deleted_at IS NULL LIMIT 1",
                        row -> true,
                        id.value())
                .isEmpty();
    }

    /** Reads the current row of {@link #COLUMNS}. */
    public Organization read(ResultSet row) throws SQLException {
        UUID parent = row.getObject(2, UUID.class);
        Organization.Profile profile = new Organization.Profile(
                OrganizationKind.ofStored(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getObject(6, UUID.class),
                row.getString(7),
                json.readValue(row.getString(8), MEMBERS));
        return new Organization(
                new OrganizationId(row.getObject(1, UUID.class)),
                parent == null ? null : new OrganizationId(parent),
                profile,
                tags((String[]) row.getArray(9).getArray()),
                domains(row.getString(14)),
                instant(row, 10),
                instant(row, 11),
                row.getObject(12) == null ? null : instant(row, 12),
                row.getLong(13));
    }

    private static Set<String> tags(String[] stored) {
        return Collections.unmodifiableSet(new TreeSet<>(List.of(stored)));
    }

    private List<Domain> domains(@Nullable String array) {
        List<Domain> domains = new ArrayList<>();
        if (array != null) {
            json.readTree(array).forEach(domain -> domains.add(domain(domain)));
        }
        return List.copyOf(domains);
    }

    private static Domain domain(JsonNode row) {
        List<String> services = new ArrayList<>();
        row.required("supported_services").forEach(service -> services.add(service.asString()));
        Domain.Settings settings = new Domain.Settings(
                Domain.AuthenticationType.ofStored(
                        row.required("authentication_type").asString()),
                row.required("is_verified").asBoolean(),
                services,
                row.required("password_validity_days").asInt(),
                row.required("password_notification_days").asInt());
        return new Domain(
                new DomainName(row.required("name").asString()),
                row.required("is_default").asBoolean(),
                row.required("is_initial").asBoolean(),
                settings);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** What the database's own rules refused, in words; null for any other failure. */
    public static @Nullable Refusal refusal(DatabaseFailure failure) {
        if (failure.violatesUnique("organizations_by_tenant")) {
            return new Refusal(
                    Refusal.Reason.CONFLICT, "Another organization has this Microsoft tenant", "microsoftTenantId");
        }
        String state = failure.state() == null ? "" : failure.state();
        String message = switch (state) {
            case "TN002" -> "The organization would lie within itself";
            case "TN003" -> "The parent organization is deleted";
            case "TN004" -> "A customer contains no organizations, and only a partner contains a partner";
            case "TN005" -> "Living organizations lie below this one";
            default -> null;
        };
        return message == null ? null : new Refusal(Refusal.Reason.CONFLICT, message, "parentId");
    }
}
