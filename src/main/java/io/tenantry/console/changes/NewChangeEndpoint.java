package io.tenantry.console.changes;

import io.tenantry.access.Permission;
import io.tenantry.access.Requires;
import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeRequest;
import io.tenantry.changes.Changes;
import io.tenantry.changes.Edit;
import io.tenantry.changes.Selection;
import io.tenantry.changes.Subject;
import io.tenantry.console.Visit;
import io.tenantry.console.people.PersonColumns;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.User;
import io.tenantry.directory.UserField;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.query.dialect.ODataFilter;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** What is to be done with what was chosen in a list. */
@Controller
class NewChangeEndpoint {
    private static final int PAGE = 1_000;

    private static final Catalogue GROUPS = Catalogue.of(
            Field.id("id", GroupField.ID.column()),
            GroupField.DISPLAY_NAME.named("displayName"),
            GroupField.DESCRIPTION.named("description"),
            GroupField.KIND.named("kind"),
            GroupField.MAIL.named("mail"),
            GroupField.CREATED.named("createdAt"),
            GroupField.MODIFIED.named("modifiedAt"));

    private final Changes changes;
    private final Users users;
    private final Choices choices;

    NewChangeEndpoint(Changes changes, Users users, Choices choices) {
        this.changes = changes;
        this.users = users;
        this.choices = choices;
    }

    /** Asks what is to be done. Comes as a form because a choice may have more rows than fit an address; it changes nothing. */
    @PostMapping("/console/changes/new")
    @Requires(Permission.CHANGE_WRITE)
    String ask(Visit visit) {
        return form(visit, Picked.of(visit));
    }

    /** Works out what that would do, and leads to the plan. */
    @PostMapping("/console/changes/plan")
    @Requires(Permission.CHANGE_WRITE)
    String plan(Visit visit) {
        Picked picked = Picked.of(visit);
        try {
            EditForm wanted = EditForm.of(visit, picked.subject());
            Edit edit = wanted.edit();
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("targets", picked.written());
            written.put("edit", wanted.written());
            Selection selection = selection(visit, picked, edit);
            Change plan =
                    changes.plan(visit.caller(), new ChangeRequest(visit.field("title"), selection, edit, written));
            return "redirect:/console/changes/" + plan.id();
        } catch (Refusal refusal) {
            if (refusal.reason() != Refusal.Reason.MALFORMED && refusal.reason() != Refusal.Reason.NOT_PERMITTED) {
                throw refusal;
            }
            visit.refused(refusal);
            return form(visit, picked);
        }
    }

    private String form(Visit visit, Picked picked) {
        Set<OrganizationId> organizations = picked.organizations();
        boolean isPeople = picked.subject() == Subject.USER;
        visit.with("picked", picked);
        visit.with("isPeople", isPeople);
        visit.with("properties", EditForm.choices(picked.subject()));
        visit.with("products", isPeople ? choices.products(visit, organizations) : Map.of());
        visit.with("groups", choices.groups(visit, organizations));
        visit.with("isOneOrganization", organizations.size() == 1);
        visit.with("given", new EditForm.Given(visit.request()));
        return "console/changes/new";
    }

    private Selection selection(Visit visit, Picked picked, Edit edit) {
        Condition condition = picked.filter() == null || !picked.all()
                ? Condition.ALL
                : ODataFilter.parse(
                        picked.filter(), picked.subject() == Subject.USER ? PersonColumns.CATALOGUE : GROUPS);
        Refusal.unless(
                picked.deleted() == Boolean.FALSE.equals(edit.deleted()),
                Refusal.Reason.MALFORMED,
                "Only what is deleted is restored, and nothing else is done with it");
        boolean isSearched = picked.all() && picked.text() != null && picked.subject() == Subject.USER;
        return picked.selection(condition, isSearched ? found(visit, picked, condition) : null);
    }

    /** Whom the search text of the list finds. */
    private List<UUID> found(Visit visit, Picked picked, Condition condition) {
        List<UUID> ids = new ArrayList<>();
        List<Order> order = List.of(
                Order.ascending(UserField.DISPLAY_NAME.named("displayName")),
                Order.ascending(Field.id("id", UserField.ID.column())));
        @Nullable Cursor after = null;
        do {
            ListQuery query = new ListQuery(condition, picked.text(), order, PAGE, 0, after, false);
            Page<User> page = picked.organizations().isEmpty()
                    ? users.listEverywhere(visit.caller(), query)
                    : users.list(visit.caller(), picked.organizations(), query);
            page.items().forEach(user -> ids.add(user.id().value()));
            after = page.next();
        } while (after != null && ids.size() <= Selection.NAMED_MAX);
        Refusal.unless(!ids.isEmpty(), Refusal.Reason.MALFORMED, "Nobody is found by this text any more");
        return ids;
    }
}
