package io.tenantry.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Cursor;
import io.tenantry.kernel.Page;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.ListRequest.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NumberedPagesTest {
    private static final byte[] KEY = "a key of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8);
    private static final List<Order> BY_NAME = People.FIELDS.total(List.of(Order.ascending(People.NAME)));
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ListRequest PEOPLE =
            new ListRequest("people", Condition.ALL, null, BY_NAME, Window.page(0, 2), true);

    private final List<ListQuery> asked = new ArrayList<>();
    private Instant now = NOON;
    private final NumberedPages pages = pages();

    private NumberedPages pages() {
        return new NumberedPages(
                new CursorSigner(KEY), new Bookmarks(100, Duration.ofHours(1)), () -> now, Duration.ofHours(1));
    }

    /** Five people, of whom the page after next is the last. */
    private Page<String> list(ListQuery query) {
        asked.add(query);
        return new Page<>(List.of("Ada", "Grace"), new Cursor(List.of("grace", new UUID(0, 2))), 5L);
    }

    @Test
    void aTokenGoesOnAfterTheLastRowWithTheNextNumber() {
        String token = pages.turn(PEOPLE, "noon", new Turn.To(1), this::list).token();
        NumberedPage<String> next = pages().turn(PEOPLE, "noon", new Turn.After(String.valueOf(token)), this::list);

        assertThat(next.number()).isEqualTo(2);
        assertThat(next.pages()).isEqualTo(3);
        assertThat(next.hasNext()).isTrue();
        assertThat(asked.getLast().skip()).isZero();
        assertThat(asked.getLast().after()).isEqualTo(new Cursor(List.of("grace", new UUID(0, 2))));
    }

    @Test
    void aTokenHoldsForAnHourAndNoLonger() {
        String token = String.valueOf(
                pages.turn(PEOPLE, "noon", new Turn.To(1), this::list).token());
        now = NOON.plus(Duration.ofMinutes(59));
        assertThat(pages.numberOf(PEOPLE, "noon", token)).isEqualTo(1);
        now = NOON.plus(Duration.ofHours(1));
        assertThatThrownBy(() -> pages.turn(PEOPLE, "noon", new Turn.After(token), this::list))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("too old");
    }

    @Test
    void aTokenIsOfNoUseToOthersAndForOtherQuestions() {
        String token = String.valueOf(
                pages.turn(PEOPLE, "noon", new Turn.To(1), this::list).token());
        ListRequest other = new ListRequest("others", Condition.ALL, null, BY_NAME, Window.page(0, 2), true);
        assertThatThrownBy(() -> pages.numberOf(PEOPLE, "ada", token)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> pages.numberOf(other, "noon", token)).isInstanceOf(Refusal.class);
        String changed = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
        assertThatThrownBy(() -> pages.numberOf(PEOPLE, "noon", changed)).isInstanceOf(Refusal.class);
    }

    @Test
    void whoCountsPagesForwardGoesOnAfterTheLastRowAndWhoJumpsCountsRows() {
        pages.turn(PEOPLE, "noon", new Turn.To(1), this::list);
        pages.turn(PEOPLE, "noon", new Turn.To(2), this::list);
        assertThat(asked.getLast().after()).isNotNull();
        pages.turn(PEOPLE, "ada", new Turn.To(3), this::list);
        assertThat(asked.getLast().after()).isNull();
        assertThat(asked.getLast().skip()).isEqualTo(4);
    }

    @Test
    void theLastPageIsReadFromTheEnd() {
        NumberedPage<String> last = pages.turn(PEOPLE, "noon", new Turn.Last(), this::list);

        assertThat(last.items()).containsExactly("Ada");
        assertThat(last.number()).isEqualTo(3);
        assertThat(last.hasNext()).isFalse();
        assertThat(last.token()).isNull();
        assertThat(asked.getLast().order()).allMatch(Order::descending).noneMatch(Order::nullsFirst);
        assertThat(asked.getLast().skip()).isZero();
    }

    @Test
    void anEmptyListHasAnEmptyFirstPageThatIsTheLastToo() {
        Page<String> nobody = new Page<>(List.of(), null, 0L);
        for (Turn turn : List.of(new Turn.To(1), new Turn.Last())) {
            NumberedPage<String> page = pages.turn(PEOPLE, "noon", turn, query -> nobody);
            assertThat(page).isEqualTo(new NumberedPage<>(List.of(), 1, 0, 0, null));
            assertThat(page.hasPrevious() || page.hasNext()).isFalse();
        }
    }
}
