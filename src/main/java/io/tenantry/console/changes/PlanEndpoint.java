package io.tenantry.console.changes;

import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.access.Requires;
import io.tenantry.changes.Change;
import io.tenantry.changes.ChangeTarget;
import io.tenantry.changes.ChangeWatch;
import io.tenantry.changes.Changes;
import io.tenantry.changes.Subject;
import io.tenantry.console.Given;
import io.tenantry.console.Visit;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.databind.json.JsonMapper;

/** One plan: what it does to each thing, how far it is, and what can be done with it. */
@Controller
class PlanEndpoint {
    static final String PAGE = "/console/changes/{changeId}";

    private static final int ROWS = 50;

    /** A browser opens the stream again by itself, and passes the door again. */
    private static final Duration LONGEST = Duration.ofSeconds(50);

    private final Changes changes;
    private final ChangeWatch watch;
    private final JsonMapper json;
    private final InstantSource clock;

    PlanEndpoint(Changes changes, ChangeWatch watch, JsonMapper json, InstantSource clock) {
        this.changes = changes;
        this.watch = watch;
        this.json = json;
        this.clock = clock;
    }

    /** A tab over the targets. */
    record Tab(String label, String link, long count, boolean isHere) {}

    @GetMapping(PAGE)
    @Requires(Permission.CHANGE_READ)
    String show(Visit visit, @PathVariable String changeId) {
        Change change = changes.get(visit.caller(), Given.id(changeId));
        Page<ChangeTarget> page = changes.targets(visit.caller(), change.id(), query(visit));
        Map<UUID, String> names = changes.names(visit.caller(), page.items());
        UUID me = visit.caller().actor().id();
        visit.with("plan", change);
        visit.with("title", ChangeListEndpoint.title(change));
        visit.with("kinds", Labels.of(change.edits()));
        visit.with("state", Labels.of(change.state()));
        visit.with("look", Labels.look(change.state()).css());
        visit.with("people", change.subject() == Subject.USER);
        visit.with("cost", cost(change));
        visit.with("now", clock.instant());
        visit.with("mayWrite", may(visit, Permission.CHANGE_WRITE));
        visit.with("mayApprove", may(visit, Permission.CHANGE_APPROVE));
        visit.with("isOwn", me != null && me.equals(change.requestedBy().id()));
        visit.with("finished", change.counts().planned() - change.progress().left());
        visit.with("tabs", tabs(change, visit.field("state")));
        visit.with(
                "rows",
                page.items().stream()
                        .map(target -> TargetRow.of(change.subject(), target, names))
                        .toList());
        visit.with("next", next(visit, change, page));
        visit.with("isFirst", visit.field("after") == null);
        return "console/changes/plan";
    }

    private static boolean may(Visit visit, Permission permission) {
        return !visit.caller().reach(permission).equals(Reach.nowhere());
    }

    private static ListQuery query(Visit visit) {
        List<Condition> all = new ArrayList<>();
        String state = visit.field("state");
        if (state != null) {
            boolean isKnown = Arrays.stream(ChangeTarget.State.values())
                    .anyMatch(known -> known.stored().equals(state));
            Refusal.unless(isKnown, Refusal.Reason.MALFORMED, "There is no such state", "state");
            all.add(new Condition.Compare(
                    Changes.targetFields().filterable("state"), Condition.Operator.EQUALS, state));
        }
        String after = visit.field("after");
        if (after != null) {
            Refusal.unless(after.matches("\\d{1,9}"), Refusal.Reason.MALFORMED, "There is no such place", "after");
            all.add(new Condition.Compare(
                    Changes.targetFields().filterable("number"), Condition.Operator.GREATER, new BigDecimal(after)));
        }
        return ListQuery.first(
                ROWS,
                Condition.and(all),
                Changes.targetFields()
                        .total(List.of(Order.ascending(Changes.targetFields().sortable("number")))));
    }

    private static @Nullable String next(Visit visit, Change change, Page<ChangeTarget> page) {
        if (page.next() == null) {
            return null;
        }
        String state = visit.field("state");
        return "/console/changes/" + change.id() + "?after="
                + page.items().getLast().number() + (state == null ? "" : "&state=" + state);
    }

    private static List<Tab> tabs(Change change, @Nullable String here) {
        Map<ChangeTarget.State, Long> counts = new LinkedHashMap<>();
        counts.put(ChangeTarget.State.PLANNED, change.progress().left());
        counts.put(ChangeTarget.State.DONE, change.progress().done());
        counts.put(ChangeTarget.State.CONFLICT, change.progress().conflicts());
        counts.put(ChangeTarget.State.FAILED, change.progress().failed());
        counts.put(ChangeTarget.State.BLOCKED, change.counts().blocked());
        String link = "/console/changes/" + change.id();
        List<Tab> tabs = new ArrayList<>();
        long all = change.counts().planned() + change.counts().blocked();
        tabs.add(new Tab("All", link, all, here == null));
        counts.forEach((state, count) -> {
            if (count > 0 || state.stored().equals(here)) {
                tabs.add(new Tab(
                        Labels.of(state),
                        link + "?state=" + state.stored(),
                        count,
                        state.stored().equals(here)));
            }
        });
        return tabs;
    }

    /** What licences will cost more or less, in words; null where none are changed. */
    private static @Nullable String cost(Change change) {
        Change.Cost cost = change.cost();
        if (cost == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        cost.perMonth()
                .forEach((currency, amount) ->
                        parts.add((amount.signum() > 0 ? "+" : "") + amount.toPlainString() + " " + currency));
        if (cost.unpriced() > 0) {
            parts.add(cost.unpriced() + " without a known price");
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    /** How far it is, for the page's script. */
    record Told(
            String state,
            long finished,
            long total,
            long done,
            long troubled,
            long perSecond,
            @Nullable Long secondsLeft) {
        static Told of(Change change) {
            Change.Progress progress = change.progress();
            return new Told(
                    change.state().name(),
                    change.counts().planned() - progress.left(),
                    change.counts().planned(),
                    progress.done(),
                    progress.conflicts() + progress.failed(),
                    Math.round(progress.perSecond()),
                    progress.secondsLeft());
        }
    }

    @GetMapping(PAGE + "/events")
    @Requires(Permission.CHANGE_READ)
    void events(Visit visit, HttpServletResponse response, @PathVariable String changeId) throws IOException {
        UUID id = Given.id(changeId);
        changes.get(visit.caller(), id);
        watch.send(
                response,
                () -> changes.get(visit.caller(), id),
                change -> json.writeValueAsString(Told.of(change)),
                LONGEST);
    }

    /** One line a target: what was and will be, and what became of it. */
    @GetMapping(PAGE + "/result")
    @Requires(Permission.CHANGE_READ)
    void result(Visit visit, HttpServletResponse response, @PathVariable String changeId) throws IOException {
        ResultFile.write(changes, visit.caller(), changes.get(visit.caller(), Given.id(changeId)), response);
    }
}
