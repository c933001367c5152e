package io.tenantry.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.kernel.Refusal;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Field;
import io.tenantry.query.ListRequest.Window;
import io.tenantry.query.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ODataOptionsTest {
    private static final Field ID = Field.id("id", "u.id");
    private static final Field NAME = Field.text("displayName", "u.name");
    private static final Field CITY = Field.text("city", "u.city");
    private static final Field NOTES =
            Field.text("notes", "u.notes").notSortable().notSelectable();
    private static final Field GROUPS = Field.shown("memberOf");
    private static final ODataRules RULES =
            ODataRules.of(Catalogue.of(ID, NAME, CITY, NOTES, GROUPS), Order.ascending(NAME));

    @Test
    void asksForTheFirstPageWhenNothingIsSaid() {
        ODataOptions options = parse(Map.of());
        assertThat(options.filter()).isEqualTo(Condition.ALL);
        assertThat(options.order()).containsExactly(Order.ascending(NAME), Order.ascending(ID));
        assertThat(options.select()).isNull();
        assertThat(options.search()).isNull();
        assertThat(options.count()).isFalse();
        assertThat(options.window()).isEqualTo(Window.page(0, 100));
    }

    @Test
    void readsEveryOption() {
        ODataOptions options = parse(Map.of(
                "$filter", "city eq 'Paris'",
                "$search", "\"displayName:ada\"",
                "$orderby", "city desc, displayName asc",
                "$Select", "displayName, id",
                "$top", "5",
                "$skip", "20",
                "$count", "true",
                "provider", "anything"));
        assertThat(options.filter()).isEqualTo(new Compare(CITY, Operator.EQUALS, "Paris"));
        assertThat(options.search()).isEqualTo("\"displayName:ada\"");
        assertThat(options.order()).containsExactly(Order.descending(CITY), Order.ascending(NAME), Order.ascending(ID));
        assertThat(options.select()).containsExactly(NAME, ID);
        assertThat(options.count()).isTrue();
        assertThat(options.window()).isEqualTo(new Window(20, 5L, 5, null));
        assertThat(options.request("users").order()).isEqualTo(options.order());
    }

    @Test
    void theIdFollowsTheDirectionOfTheLastProperty() {
        assertThat(parse(Map.of("$orderby", "displayName desc")).order())
                .containsExactly(Order.descending(NAME), Order.descending(ID));
    }

    @Test
    void nothingIsSortedAfterTheId() {
        assertThat(parse(Map.of("$orderby", "city,city desc,id,displayName")).order())
                .containsExactly(Order.ascending(CITY), Order.ascending(ID));
    }

    @Test
    void aStarSelectsWhateverMayBeShown() {
        assertThat(parse(Map.of("$select", "*")).select()).containsExactly(ID, NAME, CITY, GROUPS);
    }

    @Test
    void aTopAboveTheMaximumIsServedInPages() {
        assertThat(parse(Map.of("$top", "2500")).window()).isEqualTo(new Window(0, 2500L, 1000, null));
    }

    @Test
    void aTopOfZeroAsksForNoRowsButIsNoPageSize() {
        assertThat(parse(Map.of("$top", "0")).window()).isEqualTo(new Window(0, 0L, 1, null));
        ODataRules rules = RULES.withTop(ODataRules.Top.PAGE_SIZE);
        assertThatThrownBy(() -> ODataOptions.parse(Map.of("$top", List.of("0")), rules))
                .hasMessage("$top has to be a whole number, at least 1");
    }

    @Test
    void topIsThePageSizeWhereClientsExpectIt() {
        ODataRules rules = RULES.withTop(ODataRules.Top.PAGE_SIZE);
        assertThat(ODataOptions.parse(Map.of("$top", List.of("20")), rules).window())
                .isEqualTo(Window.page(0, 20));
        assertThat(ODataOptions.parse(Map.of("$top", List.of("2500")), rules).window())
                .isEqualTo(Window.page(0, 1000));
    }

    @Test
    void leavesOptionsToTheEndpointThatReadsThemItself() {
        ODataRules rules = RULES.withOthers("$expand");
        assertThat(ODataOptions.parse(Map.of("$Expand", List.of("manager")), rules)
                        .filter())
                .isEqualTo(Condition.ALL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\"', textBlock = """
                    $top     | -1                    | $top has to be a whole number, at least 0
                    $top     | ten                   | $top
                    $top     | 1.5                   | $top
                    $top     | 9999999999999999999   | $top
                    $top     | ١                     | $top
                    $skip    | -1                    | $skip has to be a whole number, at least 0
                    $skip    | x                     | $skip
                    $count   | yes                   | $count is either true or false
                    $expand  | manager               | The option $expand is not served here
                    $filter  | " "                   | $filter is empty
                    $orderby | displayName up        | ',', 'asc', 'desc' or the end at position 13
                    $orderby | displayName,          | a property at position 13
                    $orderby | displayName desc asc  | at position 18
                    $orderby | contains(x,'y')       | There is no property 'contains' to sort by
                    $orderby | 'displayName'         | $orderby needs a property at position 1
                    $orderby | notes                 | There is no property 'notes' to sort by
                    $orderby | memberOf              | There is no property 'memberOf' to sort by
                    $orderby | id,id,id,id,id,id,id,id,id | more than 8 properties
                    $select  | passwordHash          | There is no property 'passwordHash' to select
                    $select  | notes                 | There is no property 'notes' to select
                    $select  | id,,city              | $select has an empty name
                    """)
    void refusesWhatItCannotServe(String option, String value, String reason) {
        assertThatThrownBy(() -> parse(Map.of(option, value)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MALFORMED))
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAnOptionThatIsGivenTwice() {
        assertThatThrownBy(() -> ODataOptions.parse(Map.of("$top", List.of("1", "2")), RULES))
                .hasMessage("$top is given twice");
        assertThatThrownBy(() -> ODataOptions.parse(Map.of("$top", List.of("1"), "$TOP", List.of("1")), RULES))
                .hasMessage("$top is given twice");
    }

    @Test
    void theNextLinkIsTheSameRequestWithTheToken() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("$filter", List.of("city eq 'Zürich & Co+'"));
        parameters.put("$skip", List.of("20"));
        parameters.put("$top", List.of("5"));
        parameters.put("provider", List.of("a", "b"));
        parameters.put("$skiptoken", List.of("old"));
        assertThat(ODataOptions.nextLink("https://hub.example/v1/users", parameters, "new_-"))
                .isEqualTo("https://hub.example/v1/users?$filter=city%20eq%20%27Z%C3%BCrich%20%26%20Co%2B%27"
                        + "&$top=5&provider=a&provider=b&$skiptoken=new_-");
    }

    private static ODataOptions parse(Map<String, String> parameters) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return ODataOptions.parse(lists, RULES);
    }
}
