package io.tenantry.console.changes;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.changes.Change;
import io.tenantry.changes.Changes;
import io.tenantry.console.ConsolePage;
import io.tenantry.console.Place;
import io.tenantry.console.Visit;
import io.tenantry.console.lists.Action;
import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.console.lists.ConsoleList;
import io.tenantry.console.lists.ConsoleLists;
import io.tenantry.query.Order;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of changes: planned, waiting, at work and over. */
@Controller
class ChangeListEndpoint implements ConsolePage {
    static final ConsoleList<Change> LIST = new ConsoleList<>(
            "changes",
            "Changes",
            "change",
            Changes.fields(),
            List.of(Order.descending(Changes.fields().sortable("createdAt"))),
            List.of(
                    Column.usual(
                            "title",
                            "What",
                            change -> Cell.linked(title(change), "/console/changes/" + change.id())
                                    .with(Labels.of(change.edits()))),
                    Column.usual(
                            "state",
                            "State",
                            change -> Cell.badge(Labels.of(change.state()), Labels.look(change.state()))),
                    Column.usual(
                            "planned",
                            "To change",
                            change -> Cell.number(change.counts().planned())),
                    Column.usual(
                            "done",
                            "Done",
                            change -> Cell.number(change.progress().done())),
                    Column.usual(
                            "left",
                            "Conflicts and failures",
                            change -> Cell.number(change.progress().conflicts()
                                    + change.progress().failed())),
                    Column.usual(
                            "requestedBy",
                            "By",
                            change -> Cell.of(change.requestedBy().name())),
                    Column.usual("createdAt", "When", change -> Cell.moment(change.createdAt())),
                    Column.further("id", "Id", change -> Cell.of(change.id().toString()))),
            Set.of(),
            Set.of(),
            null);

    private final Changes changes;
    private final ConsoleLists lists;

    ChangeListEndpoint(Changes changes, ConsoleLists lists) {
        this.changes = changes;
        this.lists = lists;
    }

    static String title(Change change) {
        String title = change.title();
        return title == null || title.isBlank() ? "Without a title" : title;
    }

    @Override
    public Place place() {
        return new Place(Place.Section.WORK, 6, LIST.title(), LIST.path(), Set.of(Permission.CHANGE_READ));
    }

    @GetMapping("/console/changes")
    @Requires(Permission.CHANGE_READ)
    String list(Visit visit) {
        boolean mayPlan = !visit.caller().reach(Permission.CHANGE_WRITE).equals(Reach.nowhere());
        List<Action> actions = mayPlan ? List.of(new Action("Change by file", "/console/changes/file")) : List.of();
        return lists.show(visit, LIST, actions, query -> changes.list(visit.caller(), query));
    }

    @GetMapping("/console/changes/export")
    @Requires(Permission.CHANGE_READ)
    void export(Visit visit) throws IOException {
        lists.export(visit, LIST, query -> changes.list(visit.caller(), query));
    }
}
