package io.tenantry.changes.internal;

import io.tenantry.access.Reach;
import io.tenantry.changes.Change.EditKind;
import io.tenantry.changes.ChangeRule;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Json;
import io.tenantry.platform.database.Session;
import io.tenantry.tenancy.OrganizationId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code change_rules}. */
@Component
public class RuleRows {
    /** The next set of rules on the way up, whoever may see it: rules bind those who cannot read them too. */
    private static final String BINDING = """
            WITH RECURSIVE up AS (
                SELECT o.organization_id AS start, o.organization_id, o.parent_id, 0 AS steps FROM organizations o
                WHERE o.organization_id = ANY (?::uuid[])
                UNION ALL
                SELECT up.start, p.organization_id, p.parent_id, up.steps + 1
                FROM up JOIN organizations p ON p.organization_id = up.parent_id)
            SELECT DISTINCT ON (up.start) up.start, r.organization_id, r.rules::text
            FROM up JOIN change_rules r ON r.organization_id = up.organization_id ORDER BY up.start, up.steps
            """;

    private final Database database;
    private final JsonMapper json;

    RuleRows(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Rules that bind an organization.
     *
     * @param of whose they are: the organization's own or those of one above it; null for the hub's usual ones
     */
    public record Binding(@Nullable OrganizationId of, List<ChangeRule> rules) {}

    private record Found(UUID organization, Binding binding) {}

    /** Which rules bind each of the organizations. */
    public Map<UUID, Binding> binding(Collection<UUID> organizations) {
        Map<UUID, Binding> all = new HashMap<>();
        organizations.forEach(organization -> all.put(organization, new Binding(null, ChangeRule.USUAL)));
        database.list(
                        new Reach.Everything(),
                        BINDING,
                        row -> new Found(
                                row.getObject(1, UUID.class),
                                new Binding(new OrganizationId(row.getObject(2, UUID.class)), rules(row.getString(3)))),
                        organizations)
                .forEach(found -> all.put(found.organization(), found.binding()));
        return all;
    }

    /** Whether nobody has given the organization rules, nor one above it. */
    public boolean isUsual(OrganizationId organization) {
        return binding(List.of(organization.value())).values().stream().allMatch(bound -> bound.of() == null);
    }

    /** By which tags rules know an organization. */
    public Set<String> tags(OrganizationId organization) {
        return Set.copyOf(database.list(
                new Reach.Everything(),
                "SELECT unnest(tags) FROM organizations WHERE organization_id = ?",
                row -> row.getString(1),
                organization.value()));
    }

    /** Gives the organization rules of its own. */
    public void replace(Session session, OrganizationId organization, List<ChangeRule> rules) {
        session.run(
                """
                INSERT INTO change_rules AS r (organization_id, rules) VALUES (?, ?::jsonb)
                ON CONFLICT (organization_id) DO UPDATE
                SET rules = excluded.rules, version = r.version + 1, changed_at = transaction_timestamp()
                """,
                organization.value(),
                new Json(json.writeValueAsString(
                        rules.stream().map(RuleRows::written).toList())));
    }

    /** Lets the organization be bound by the rules above it again. */
    public void forget(Session session, OrganizationId organization) {
        session.run("DELETE FROM change_rules WHERE organization_id = ?", organization.value());
    }

    /** As it is kept, and told in the audit trail. */
    public static Map<String, @Nullable Object> written(ChangeRule rule) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", rule.name());
        members.put(
                "edits", rule.edits().stream().map(EditKind::stored).sorted().toList());
        members.put("more_than", rule.moreThan());
        members.put("privileged", rule.privileged());
        members.put("tag", rule.tag());
        members.put("cost_more_than", rule.costMoreThan());
        return members;
    }

    private List<ChangeRule> rules(String kept) {
        List<ChangeRule> rules = new ArrayList<>();
        json.readTree(kept).forEach(rule -> rules.add(rule(rule)));
        return List.copyOf(rules);
    }

    private static ChangeRule rule(JsonNode kept) {
        Set<EditKind> edits = EnumSet.noneOf(EditKind.class);
        kept.path("edits").forEach(edit -> {
            EditKind kind = EditKind.ofStored(edit.asString());
            if (kind != null) {
                edits.add(kind);
            }
        });
        JsonNode cost = kept.path("cost_more_than");
        return new ChangeRule(
                kept.path("name").asString(),
                edits,
                kept.path("more_than").isNumber()
                        ? Long.valueOf(kept.path("more_than").asLong())
                        : null,
                kept.path("privileged").asBoolean(false),
                kept.path("tag").asString(null),
                cost.isNumber() ? new BigDecimal(cost.asString()) : null);
    }
}
