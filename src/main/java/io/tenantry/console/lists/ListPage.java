package io.tenantry.console.lists;

import io.tenantry.console.Visit;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListQuery;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * A list's page, and the same list as a file. Whoever extends it says at the class where it is and what it requires, which list it
 * is, and where its rows are from.
 */
public abstract class ListPage<T> {
    private final ConsoleList<T> list;
    private final ConsoleLists lists;

    protected ListPage(ConsoleList<T> list, ConsoleLists lists) {
        this.list = list;
        this.lists = lists;
    }

    /** The rows that are asked for. */
    protected abstract Page<T> rows(Visit visit, ListQuery query);

    /** Gives the page what it shows besides, and tells what can be done from it. */
    protected List<Action> actions(Visit visit) {
        return List.of();
    }

    /** A question that has to be answered before anything can be listed, such as in which organization; null when it has been. */
    protected @Nullable String ask(Visit visit) {
        return null;
    }

    @GetMapping
    String page(Visit visit) {
        String question = ask(visit);
        return question != null ? question : lists.show(visit, list, actions(visit), query -> rows(visit, query));
    }

    @GetMapping("/export")
    void export(Visit visit) throws IOException {
        lists.export(visit, list, query -> rows(visit, query));
    }
}
