package io.tenantry.console.changes;

import io.tenantry.changes.Selection;
import io.tenantry.changes.Subject;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has chosen in a list: single rows, or all that match what he has asked.
 *
 * @param list which list
 * @param all whether everything is meant that matches
 * @param keys the chosen rows, as the list knows them: the organization and the thing
 * @param deleted whether those are meant that can be restored
 */
record Picked(
        String list,
        boolean all,
        @Nullable String filter,
        @Nullable String text,
        @Nullable String organization,
        boolean deleted,
        List<String> keys) {
    private static final String DELETED = "deleted";

    static Picked of(Visit visit) {
        String[] keys = visit.request().getParameterValues("id");
        Picked picked = new Picked(
                visit.required("list"),
                visit.ticked("all"),
                visit.field("filter"),
                visit.field("text"),
                visit.field("organization"),
                visit.field(DELETED) != null,
                keys == null ? List.of() : Arrays.asList(keys));
        Refusal.unless(
                picked.list.equals("people") || picked.list.equals("groups"),
                Refusal.Reason.MALFORMED,
                "Only people and groups are changed together",
                "list");
        Refusal.unless(
                picked.all || !picked.keys.isEmpty(),
                Refusal.Reason.MALFORMED,
                "Nothing is chosen. Go back and tick the rows that are meant");
        return picked;
    }

    Subject subject() {
        return list.equals("groups") ? Subject.GROUP : Subject.USER;
    }

    /** The organizations that are named, or none for wherever the visitor may. */
    Set<OrganizationId> organizations() {
        Set<OrganizationId> named = new LinkedHashSet<>();
        if (organization != null) {
            named.add(Given.organization(organization));
        } else if (!all) {
            keys.stream().filter(key -> key.indexOf('/') > 0).forEach(key -> named.add(home(key)));
        }
        return named;
    }

    private static OrganizationId home(String key) {
        return Given.organization(key.substring(0, key.indexOf('/')));
    }

    private List<UUID> ids() {
        List<UUID> ids = new ArrayList<>();
        keys.forEach(key -> ids.add(Given.id(key.substring(key.indexOf('/') + 1))));
        return ids;
    }

    /**
     * The same for a plan.
     *
     * @param condition what the filter means
     * @param found whom the search text has found, or null when nothing was searched for
     */
    Selection selection(Condition condition, @Nullable List<UUID> found) {
        if (!all) {
            return new Selection(subject(), organizations(), Condition.ALL, null, ids(), List.of(), deleted);
        }
        List<UUID> ids = found == null ? List.of() : found;
        return new Selection(
                subject(), organizations(), condition, filter == null ? "" : filter, ids, List.of(), deleted);
    }

    /** How the choice is written down with the plan. */
    Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("kind", subject().stored());
        if (organization != null) {
            written.put("organizationIds", List.of(organization));
        }
        if (all) {
            written.put("filter", filter == null ? "" : filter);
        } else {
            written.put("ids", ids().stream().limit(100).toList());
        }
        if (text != null) {
            written.put("search", text);
        }
        return written;
    }

    /** The choice in words; how many it is, the plan tells. */
    public String told() {
        String things = subject() == Subject.USER ? "people" : "groups";
        if (!all) {
            return keys.size() == 1 ? (subject() == Subject.USER ? "1 person" : "1 group") : keys.size() + " " + things;
        }
        StringBuilder told = new StringBuilder("All " + (deleted ? "deleted " : "") + things);
        if (text != null) {
            told.append(" found by “").append(text).append('”');
        }
        if (filter != null) {
            told.append(" that meet ").append(filter);
        }
        return told.toString();
    }

    /** Fields that carry the choice on from one form to the next. */
    public List<Map.Entry<String, String>> fields() {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("list", list));
        if (all) {
            fields.add(Map.entry("all", "true"));
        }
        add(fields, "filter", filter);
        add(fields, "text", text);
        add(fields, "organization", organization);
        add(fields, DELETED, deleted ? "true" : null);
        keys.forEach(key -> fields.add(Map.entry("id", key)));
        return fields;
    }

    private static void add(List<Map.Entry<String, String>> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.add(Map.entry(name, value));
        }
    }
}
