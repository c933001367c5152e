package io.tenantry.api.own;

import io.tenantry.api.Thing;
import io.tenantry.changes.ChangeRequest;
import io.tenantry.changes.Edit;
import io.tenantry.changes.Selection;
import io.tenantry.changes.Subject;
import io.tenantry.directory.Property;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.dialect.ODataFilter;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants a plan of. */
final class ChangeRequests {
    static final Thing THING = Thing.named("newChange")
            .with(Thing.Kind.TEXT, "title")
            .with(Thing.Kind.OBJECT, "targets", "edit")
            .requiring("targets", "edit");

    private static final int TITLE_LENGTH_MAX = 256;

    private ChangeRequests() {}

    static ChangeRequest read(Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "title", "targets", "edit");
        String title = body.textOrNull("title");
        Refusal.unless(
                title == null || title.length() <= TITLE_LENGTH_MAX,
                Refusal.Reason.MALFORMED,
                "A title has at most " + TITLE_LENGTH_MAX + " characters",
                "title");
        Map<String, @Nullable Object> targets = nullable(body.object("targets"));
        Map<String, @Nullable Object> wanted = nullable(body.object("edit"));
        Selection selection = selection(targets);
        Edit edit = edit(selection.subject(), wanted);
        Refusal.unless(
                selection.subject() == Subject.USER || !edit.changesLicenses(),
                Refusal.Reason.MALFORMED,
                "Licenses of groups are changed one group at a time",
                "addLicenses");
        Refusal.unless(
                selection.deleted() == Boolean.FALSE.equals(edit.deleted()),
                Refusal.Reason.MALFORMED,
                "Only what is deleted is restored, and nothing else is done with it",
                "deleted");
        return new ChangeRequest(title, selection, edit, shown(members));
    }

    /** The request as it is shown with the plan; ids by the thousand would only be in the way. */
    private static Map<String, ?> shown(Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(members);
        if (shown.get("targets") instanceof Map<?, ?> targets
                && targets.get("ids") instanceof List<?> ids
                && ids.size() > 100) {
            Map<Object, Object> fewer = new LinkedHashMap<>(targets);
            fewer.put("ids", ids.subList(0, 100));
            fewer.put("idsInAll", ids.size());
            shown.put("targets", fewer);
        }
        return shown;
    }

    private static Selection selection(Map<String, @Nullable Object> members) {
        Body body = Body.of(members, "kind", "organizationIds", "filter", "ids", "deleted");
        Subject subject = Subject.named(body.text("kind", "user"), "kind");
        Set<OrganizationId> organizations = new LinkedHashSet<>();
        body.texts("organizationIds")
                .forEach(id -> organizations.add(new OrganizationId(Paths.uuid(id, "organizationIds"))));
        String filter = body.textOrNull("filter");
        Condition condition =
                filter == null ? Condition.ALL : Lists.ours(() -> ODataFilter.parse(filter, catalogue(subject)));
        List<UUID> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String id : body.texts("ids")) {
            if (id.indexOf('@') > 0) {
                names.add(id);
            } else {
                ids.add(Paths.uuid(id, "ids"));
            }
        }
        return new Selection(subject, organizations, condition, filter, ids, names, body.flag("deleted", false));
    }

    private static Edit edit(Subject subject, Map<String, @Nullable Object> members) {
        Body body = Body.of(
                members,
                "set",
                "addToGroups",
                "removeFromGroups",
                "addLicenses",
                "removeLicenses",
                "delete",
                "restore");
        Map<Property, @Nullable Object> set = new LinkedHashMap<>();
        if (body.has("set")) {
            members(subject).values(nullable(body.object("set"))).all().forEach(set::put);
        }
        boolean delete = body.flag("delete", false);
        boolean restore = body.flag("restore", false);
        Refusal.unless(
                !(delete && restore), Refusal.Reason.MALFORMED, "Nothing is deleted and restored at once", "restore");
        return new Edit(
                set,
                ids(body, "addToGroups"),
                ids(body, "removeFromGroups"),
                licenses(members.get("addLicenses")),
                ids(body, "removeLicenses"),
                delete ? Boolean.TRUE : restore ? Boolean.FALSE : null);
    }

    private static Catalogue catalogue(Subject subject) {
        return switch (subject) {
            case USER -> UsersEndpoint.CATALOGUE;
            case GROUP -> Members.OF_GROUP.catalogue();
        };
    }

    static Members<? extends Property> members(Subject subject) {
        return switch (subject) {
            case USER -> Members.OF_USER;
            case GROUP -> Members.OF_GROUP;
        };
    }

    private static List<Edit.License> licenses(@Nullable Object given) {
        List<Edit.License> licenses = new ArrayList<>();
        if (given == null) {
            return licenses;
        }
        Refusal.unless(
                given instanceof List, Refusal.Reason.MALFORMED, "'addLicenses' has to be a list", "addLicenses");
        for (Object one : (List<?>) given) {
            Refusal.unless(
                    one instanceof Map,
                    Refusal.Reason.MALFORMED,
                    "Each of 'addLicenses' is an object with a skuId",
                    "addLicenses");
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            ((Map<?, ?>) one).forEach((name, value) -> members.put(name.toString(), value));
            Body body = Body.of(members, "skuId", "disabledPlans");
            licenses.add(new Edit.License(body.id("skuId"), ids(body, "disabledPlans")));
        }
        return licenses;
    }

    private static List<UUID> ids(Body body, String name) {
        return body.texts(name).stream().map(id -> Paths.uuid(id, name)).toList();
    }

    private static Map<String, @Nullable Object> nullable(Map<String, ?> members) {
        return new LinkedHashMap<>(members);
    }
}
