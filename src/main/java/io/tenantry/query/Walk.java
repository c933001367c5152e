package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListRequest.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a caller's walk through a list. */
public final class Walk {
    private final Walks walks;
    private final ListRequest request;
    private final Fingerprint question;
    private final Place place;

    Walk(Walks walks, ListRequest request, Fingerprint question, Place place) {
        this.walks = walks;
        this.request = request;
        this.question = question;
        this.place = place;
    }

    /** What to fetch for this step. */
    public ListQuery query() {
        Window window = request.window();
        Cursor after = place.cursor();
        int limit = place.wanted() == Place.ALL ? window.pageSize() : Math.clamp(place.wanted(), 1, window.pageSize());
        return new ListQuery(
                request.filter(),
                request.search(),
                request.order(),
                limit,
                after == null ? window.skip() : 0,
                after,
                request.count());
    }

    /** The rows of a page that the caller wants: none where he only asked for their number, as no query is for less than one row. */
    public <T> List<T> wanted(Page<T> page) {
        return place.wanted() == 0 ? List.of() : page.items();
    }

    /** The token with which the caller gets the step after this page, or null when the walk is over. */
    public @Nullable String next(Page<?> page) {
        Cursor next = page.next();
        if (next == null) {
            return null;
        }
        int shown = page.items().size();
        Window window = request.window();
        if (window.token() == null) {
            walks.remember(question, window.skip() + shown, next);
        }
        if (place.wanted() == Place.ALL) {
            return walks.token(new Place(next, Place.ALL), question);
        }
        long wanted = place.wanted() - shown;
        return wanted > 0 ? walks.token(new Place(next, wanted), question) : null;
    }
}
