package io.tenantry.query;

import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Lets callers go through lists by the numbers of pages. Whoever turns them one by one, or takes the tokens, goes on after the
 * last row he was shown and loses nobody; the last page is read from the end. Only a jump into the middle counts rows.
 */
public final class NumberedPages {
    private final CursorSigner signer;
    private final Bookmarks bookmarks;
    private final InstantSource clock;
    private final Duration tokensHold;

    public NumberedPages(CursorSigner signer, Bookmarks bookmarks, InstantSource clock, Duration tokensHold) {
        this.signer = signer;
        this.bookmarks = bookmarks;
        this.clock = clock;
        this.tokensHold = tokensHold;
    }

    /**
     * Reads a page.
     *
     * @param request its window says how long pages are, and nothing else
     * @param caller who is asking, in any form that is the same at the next page
     * @param list reads the list and counts it
     * @throws Refusal (MALFORMED) for a token of another caller or another question, or one that is too old
     */
    public <T> NumberedPage<T> turn(ListRequest request, String caller, Turn turn, Function<ListQuery, Page<T>> list) {
        Fingerprint question = Fingerprint.of(request, caller);
        return switch (turn) {
            case Turn.To(long number) -> numbered(request, question, number, list);
            case Turn.After(String token) -> {
                Place place = open(token, question, request.order());
                long number = place.wanted() + 1;
                Page<T> page = list.apply(query(request, request.order(), 0).after(cursor(place)));
                yield shown(request, question, page, number);
            }
            case Turn.Last() -> last(request, list);
        };
    }

    /**
     * The number of the page that gave a token.
     *
     * @throws Refusal as {@link #turn}
     */
    public long numberOf(ListRequest request, String caller, String token) {
        return open(token, Fingerprint.of(request, caller), request.order()).wanted();
    }

    private <T> NumberedPage<T> numbered(
            ListRequest request, Fingerprint question, long number, Function<ListQuery, Page<T>> list) {
        long offset = (number - 1) * request.window().pageSize();
        Cursor bookmark = offset == 0 ? null : bookmarks.find(question, offset);
        ListQuery query = query(request, request.order(), bookmark == null ? offset : 0);
        return shown(request, question, list.apply(bookmark == null ? query : query.after(bookmark)), number);
    }

    private <T> NumberedPage<T> shown(ListRequest request, Fingerprint question, Page<T> page, long number) {
        Cursor next = page.next();
        long total = page.counted();
        if (next == null) {
            return new NumberedPage<>(page.items(), number, pages(total, request), total, null);
        }
        bookmarks.put(question, number * request.window().pageSize(), next);
        return new NumberedPage<>(
                page.items(), number, pages(total, request), total, seal(new Place(next, number), question));
    }

    /** Read backwards, so that it costs as little as the first. */
    private static <T> NumberedPage<T> last(ListRequest request, Function<ListQuery, Page<T>> list) {
        List<Order> backwards = request.order().stream()
                .map(order -> new Order(order.field(), !order.descending(), !order.nullsFirst()))
                .toList();
        Page<T> page = list.apply(query(request, backwards, 0));
        long total = page.counted();
        long pages = pages(total, request);
        long rest = Math.max(0, total - (pages - 1) * request.window().pageSize());
        List<T> items = page.items()
                .subList(0, (int) Math.min(rest, page.items().size()))
                .reversed();
        return new NumberedPage<>(items, Math.max(1, pages), pages, total, null);
    }

    private static long pages(long total, ListRequest request) {
        int size = request.window().pageSize();
        return (total + size - 1) / size;
    }

    private static ListQuery query(ListRequest request, List<Order> order, long skip) {
        return new ListQuery(
                request.filter(), request.search(), order, request.window().pageSize(), skip, null, true);
    }

    private String seal(Place place, Fingerprint question) {
        byte[] written = place.write();
        byte[] content = ByteBuffer.allocate(Long.BYTES + written.length)
                .putLong(clock.instant().plus(tokensHold).getEpochSecond())
                .put(written)
                .array();
        return signer.sign(content, question.bytes());
    }

    private Place open(String token, Fingerprint question, List<Order> order) {
        byte[] content = signer.open(token, question.bytes());
        Instant until = Instant.ofEpochSecond(ByteBuffer.wrap(content).getLong());
        Refusal.unless(
                clock.instant().isBefore(until),
                Refusal.Reason.MALFORMED,
                "The token to go on with is too old; begin again");
        return Place.read(Arrays.copyOfRange(content, Long.BYTES, content.length), order);
    }

    private static Cursor cursor(Place place) {
        Cursor cursor = place.cursor();
        if (cursor == null) {
            throw new IllegalStateException("A token goes on after a row");
        }
        return cursor;
    }
}
