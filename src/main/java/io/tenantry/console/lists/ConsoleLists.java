package io.tenantry.console.lists;

import io.tenantry.console.Visit;
import io.tenantry.console.internal.ViewRows;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.history.Past;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.Field.Trait;
import io.tenantry.query.ListQuery;
import io.tenantry.query.ListRequest;
import io.tenantry.query.ListRequest.Window;
import io.tenantry.query.NumberedPage;
import io.tenantry.query.NumberedPages;
import io.tenantry.query.Order;
import io.tenantry.query.Turn;
import io.tenantry.query.dialect.ODataFilter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Shows lists. Each takes a filter in OData's syntax, columns, an order, a search text and a moment of the past where it can, goes
 * forward and back by pages, and comes as a file of exactly what is shown.
 */
@Component
public class ConsoleLists {
    private static final String TEMPLATE = "console/list";
    private static final int PAGE = 50;

    private final NumberedPages pages;
    private final ViewRows views;
    private final Past past;

    ConsoleLists(NumberedPages pages, ViewRows views, Past past) {
        this.pages = pages;
        this.views = views;
        this.past = past;
    }

    /**
     * A list's page.
     *
     * @param fetch reads the rows, and counts them when that is asked
     * @return the view
     */
    public <T> String show(Visit visit, ConsoleList<T> list, List<Action> actions, Function<ListQuery, Page<T>> fetch) {
        Question question = Question.of(visit, list);
        String added = visit.field("add-field");
        try {
            if (added != null) {
                return "redirect:" + added(visit, list, question, added).at(list.path(), null, null);
            }
            NumberedPage<T> page = turned(visit, list, question, fetch);
            visit.with("list", shown(visit, list, question, actions, page));
        } catch (Refusal refusal) {
            if (refusal.reason() != Refusal.Reason.MALFORMED) {
                throw refusal;
            }
            visit.response().setStatus(HttpStatus.BAD_REQUEST.value());
            String told = refusal.getMessage().replace("$filter", "filter") + ".";
            visit.with("problem", told);
            visit.with("list", shown(visit, list, question, actions, new NumberedPage<>(List.of(), 1, 0, 0, null)));
        }
        return TEMPLATE;
    }

    /** The same list as a file, all pages of it, with the columns that are shown. */
    public <T> void export(Visit visit, ConsoleList<T> list, Function<ListQuery, Page<T>> fetch) throws IOException {
        Question question = Question.of(visit, list);
        ListRequest request = request(list, question);
        CsvFile.write(visit.response(), list, chosen(list, question), at(question, fetch), request);
    }

    /** What a filter means for a list; for those who act on what a list shows. */
    public Condition condition(ConsoleList<?> list, @Nullable String filter) {
        return filter == null ? Condition.ALL : ODataFilter.parse(filter, list.catalogue());
    }

    private <T> NumberedPage<T> turned(
            Visit visit, ConsoleList<T> list, Question question, Function<ListQuery, Page<T>> fetch) {
        ListRequest request = request(list, question);
        return pages.turn(request, visit.caller().connection(), turn(visit), at(question, fetch));
    }

    private <T> Function<ListQuery, Page<T>> at(Question question, Function<ListQuery, Page<T>> fetch) {
        Instant moment = past.moment(question.asOf());
        return query -> fetch.apply(query.at(moment));
    }

    private ListRequest request(ConsoleList<?> list, Question question) {
        return new ListRequest(
                question.resource(list.path()),
                condition(list, question.filter()),
                question.text(),
                list.catalogue().total(order(list, question)),
                Window.page(0, PAGE),
                true);
    }

    private static List<Order> order(ConsoleList<?> list, Question question) {
        String sort = question.sort();
        if (sort == null) {
            return list.order();
        }
        boolean descending = sort.startsWith("-");
        Field field = list.catalogue().sortable(descending ? sort.substring(1) : sort);
        return List.of(descending ? Order.descending(field) : Order.ascending(field));
    }

    private static Turn turn(Visit visit) {
        String after = visit.field("after");
        String page = visit.field("page");
        if (after != null) {
            return new Turn.After(after);
        }
        if (page == null) {
            return new Turn.To(1);
        }
        Refusal.unless(
                page.matches("[1-9]\\d{0,6}"), Refusal.Reason.MALFORMED, "There is no page of this number", "page");
        return new Turn.To(Long.parseLong(page));
    }

    private static Question added(Visit visit, ConsoleList<?> list, Question question, String name) {
        Field field = list.catalogue().filterable(name);
        String filter = FilterBuilder.with(
                question.filter(), field, visit.required("add-operator"), visit.required("add-value"));
        return question.filtered(filter);
    }

    private static <T> List<Column<T>> chosen(ConsoleList<T> list, Question question) {
        List<Column<T>> chosen = list.columns().stream()
                .filter(column -> question.columns().isEmpty()
                        ? column.isUsual()
                        : question.columns().contains(column.name()))
                .toList();
        return chosen.isEmpty()
                ? list.columns().stream().filter(Column::isUsual).toList()
                : chosen;
    }

    private <T> Shown shown(
            Visit visit, ConsoleList<T> list, Question question, List<Action> actions, NumberedPage<T> page) {
        List<Column<T>> columns = chosen(list, question);
        Function<T, String> key = list.key();
        List<Shown.Row> rows = page.items().stream()
                .map(item -> new Shown.Row(
                        key == null ? "" : key.apply(item),
                        columns.stream()
                                .map(column -> column.cell().apply(item))
                                .toList()))
                .toList();
        String token = page.token();
        return new Shown(
                list,
                question,
                headings(list, question, columns, rows),
                rows,
                page.total(),
                (page.number() - 1) * PAGE + 1,
                page.hasPrevious() ? question.at(list.path(), "page", String.valueOf(page.number() - 1)) : null,
                token == null ? null : question.at(list.path(), "after", token),
                list.catalogue().fields().stream()
                        .filter(field -> field.is(Trait.FILTERABLE))
                        .toList(),
                FilterBuilder.OPERATORS,
                list.columns().stream()
                        .map(column -> new Shown.Choice(column.name(), column.heading(), columns.contains(column)))
                        .toList(),
                views.of(visit.signedIn(), list.id()),
                actions,
                question.at(list.path() + "/export", null, null),
                question.written());
    }

    private static <T> List<Shown.Heading> headings(
            ConsoleList<T> list, Question question, List<Column<T>> columns, List<Shown.Row> rows) {
        Order first = safeOrder(list, question);
        return IntStream.range(0, columns.size())
                .mapToObj(at -> {
                    Column<T> column = columns.get(at);
                    Field field = list.catalogue()
                            .find(column.name())
                            .filter(found -> found.is(Trait.SORTABLE))
                            .orElse(null);
                    boolean isFirst = field != null && first.field().equals(field);
                    String sorted = isFirst ? (first.descending() ? "descending" : "ascending") : null;
                    String other = isFirst && !first.descending() ? "-" + column.name() : column.name();
                    boolean isNumber =
                            !rows.isEmpty() && rows.getFirst().cells().get(at).look() == Cell.Look.NUMBER;
                    return new Shown.Heading(
                            column.heading(),
                            field == null ? null : question.sorted(other).at(list.path(), null, null),
                            sorted,
                            isNumber);
                })
                .toList();
    }

    private static Order safeOrder(ConsoleList<?> list, Question question) {
        try {
            return order(list, question).getFirst();
        } catch (Refusal unknown) {
            return list.order().getFirst();
        }
    }
}
