package io.tenantry.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.ListRequest.Window;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WalksTest {
    private static final byte[] KEY = "a key of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8);
    private static final Cursor ZOE = new Cursor(List.of("zoë", new UUID(1, 2)));
    private static final Condition LONDON = new Compare(People.CITY, Operator.EQUALS, "London");
    private static final List<Order> BY_NAME = People.FIELDS.total(List.of(Order.ascending(People.NAME)));

    private final Walks walks = walks(KEY);

    @Test
    void aTokenLeadsBackToItsPlaceOnAnyNode() {
        String token = token(walks, "ada");
        Walk walk = walks(KEY).open(request("users", LONDON, BY_NAME, token), "ada");
        assertThat(walk.query().after()).isEqualTo(ZOE);
        assertThat(walk.query().skip()).isZero();
    }

    @Test
    void aTokenKeepsValuesOfEveryType() {
        List<Order> order = People.FIELDS.total(List.of(
                Order.ascending(People.CITY),
                Order.ascending(People.COST),
                Order.ascending(People.GUEST),
                Order.ascending(People.CREATED),
                Order.ascending(People.LICENSES),
                Order.ascending(People.MANAGER)));
        Cursor place = new Cursor(Arrays.asList(
                "x'\u0001😀",
                new BigDecimal("-12.50"),
                true,
                Instant.parse("2026-11-21T12:00:00.123456Z"),
                null,
                new UUID(-1, -1),
                new UUID(1, 2)));
        Walk first = walks.open(request("users", LONDON, order, null), "ada");
        String token = first.next(new Page<>(List.of("Zoë"), place, null));
        Walk second = walks.open(request("users", LONDON, order, token), "ada");
        assertThat(second.query().after()).isEqualTo(place);
    }

    @Test
    void aTokenIsOfNoUseToAnyoneElseOrForAnythingElse() {
        String token = token(walks, "ada");
        assertRefused("bob", request("users", LONDON, BY_NAME, token));
        assertRefused("ada", request("groups", LONDON, BY_NAME, token));
        assertRefused("ada", request("users", new Not(LONDON), BY_NAME, token));
        assertRefused("ada", request("users", new Missing(People.CITY), BY_NAME, token));
        assertRefused("ada", request("users", new In(People.CITY, List.of("London")), BY_NAME, token));
        assertRefused("ada", request("users", new Compare(People.CITY, Operator.EQUALS, "Paris"), BY_NAME, token));
        assertRefused("ada", request("users", new Compare(People.CITY, Operator.LESS, "London"), BY_NAME, token));
        assertRefused("ada", request("users", new Compare(People.NAME, Operator.EQUALS, "London"), BY_NAME, token));
        assertRefused(
                "ada", request("users", LONDON, People.FIELDS.total(List.of(Order.descending(People.NAME))), token));
        assertRefused("ada", new ListRequest("users", LONDON, "ada", BY_NAME, new Window(0, null, 10, token), false));
        assertThatThrownBy(() -> walks("another key of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8))
                        .open(request("users", LONDON, BY_NAME, token), "ada"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aChangedTokenIsRefused() {
        String token = token(walks, "ada");
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'Q' : 'A';
            assertRefused(
                    "ada", request("users", LONDON, BY_NAME, token.substring(0, i) + other + token.substring(i + 1)));
        }
        for (String nonsense : List.of("", "A", "!", "ü", token.substring(1), token + token, "A".repeat(100_000))) {
            assertRefused("ada", request("users", LONDON, BY_NAME, nonsense));
        }
    }

    @Test
    void topBoundsTheWholeWalk() {
        List<Integer> limits = new ArrayList<>();
        String token = null;
        do {
            Window window = new Window(0, 25L, 10, token);
            Walk walk = walks.open(new ListRequest("users", LONDON, null, BY_NAME, window, false), "ada");
            int limit = walk.query().limit();
            limits.add(limit);
            token = walk.next(page(limit, ZOE));
        } while (token != null);
        assertThat(limits).containsExactly(10, 10, 5);
    }

    @Test
    void skippingOnFromAPageGoesOnFromItsLastRow() {
        walks.open(skip(0), "ada").next(page(10, ZOE));
        ListQuery next = walks.open(skip(10), "ada").query();
        assertThat(next.after()).isEqualTo(ZOE);
        assertThat(next.skip()).isZero();
    }

    @Test
    void skippingOnWorksEvenWhenTopEndsEachPage() {
        Window window = new Window(0, 10L, 10, null);
        Walk walk = walks.open(new ListRequest("users", LONDON, null, BY_NAME, window, false), "ada");
        assertThat(walk.next(page(10, ZOE))).isNull();
        assertThat(walks.open(skip(10), "ada").query().after()).isEqualTo(ZOE);
    }

    @Test
    void aJumpIsCounted() {
        walks.open(skip(0), "ada").next(page(10, ZOE));
        assertCounted(walks.open(skip(20), "ada").query(), 20);
        assertCounted(walks.open(skip(10), "bob").query(), 10);
        assertCounted(walks(KEY).open(skip(10), "ada").query(), 10);
    }

    @Test
    void theLastPageHasNoNext() {
        Walk walk = walks.open(skip(0), "ada");
        assertThat(walk.next(page(10, null))).isNull();
        assertCounted(walks.open(skip(10), "ada").query(), 10);
    }

    @Test
    void aShortKeyIsNoKey() {
        assertThatThrownBy(() -> new CursorSigner(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(String caller, ListRequest request) {
        assertThatThrownBy(() -> walks.open(request, caller))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED));
    }

    private static void assertCounted(ListQuery query, long skip) {
        assertThat(query.after()).isNull();
        assertThat(query.skip()).isEqualTo(skip);
    }

    private static String token(Walks walks, String caller) {
        Walk walk = walks.open(request("users", LONDON, BY_NAME, null), caller);
        return Objects.requireNonNull(walk.next(new Page<>(List.of("Zoë"), ZOE, null)));
    }

    private static Page<Integer> page(int size, @Nullable Cursor next) {
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(i);
        }
        return new Page<>(items, next, null);
    }

    private static ListRequest skip(long skip) {
        return new ListRequest("users", LONDON, null, BY_NAME, Window.page(skip, 10), false);
    }

    private static ListRequest request(String resource, Condition filter, List<Order> order, @Nullable String token) {
        return new ListRequest(resource, filter, null, order, new Window(0, null, 10, token), false);
    }

    private static Walks walks(byte[] key) {
        return new Walks(new CursorSigner(key), new Bookmarks(100, Duration.ofMinutes(10)));
    }
}
