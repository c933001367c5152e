package io.tenantry.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenantry.Estate;
import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Caller;
import io.tenantry.kernel.Refusal;
import io.tenantry.query.Condition;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Order;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.MarkerRequest.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EveryPostgres
class BulkMarkersTest extends HubTest {
    private static final Caller OPERATOR = TestOrganizations.everywhere();
    private static final MarkerEdit IN_REVIEW = new MarkerEdit(null, true, null);

    @Autowired
    private BulkMarkers bulk;

    @Autowired
    private Markers markers;

    @Autowired
    private People people;

    private OrganizationId home = new OrganizationId(new UUID(0, 0));
    private UUID ada = home.value();
    private UUID ben = home.value();
    private UUID eve = home.value();

    @BeforeEach
    void threePeople() {
        home = Estate.organization(TestOrganizations.root(), "Noon " + UUID.randomUUID());
        ada = UsageEstate.person(home, "Ada", Instant.now());
        ben = UsageEstate.person(home, "Ben", null);
        eve = UsageEstate.person(home, "Eve", null);
    }

    @Test
    void marksOnlyTheNamedAndTellsWhoIsNotThere() {
        String nobody = UUID.randomUUID().toString();

        MarkerTask task = done(start(Scope.ONLY, List.of(ada.toString(), nobody, "noon"), Condition.ALL));

        assertThat(task.state()).isEqualTo(MarkerTask.State.COMPLETE);
        assertThat(task.done()).isEqualTo(1);
        assertThat(task.failed()).isEqualTo(2);
        assertThat(bulk.failed(OPERATOR, task.id(), 0, 100))
                .extracting(MarkerTask.Result::id)
                .containsExactlyInAnyOrder(nobody, "noon");
        assertThat(inReview()).containsExactly("Ada");
    }

    @Test
    void marksAllWhoMeetAFilterByStatus() {
        Condition condition = new Compare(
                People.fields().find("status").orElseThrow(), Operator.EQUALS, PersonStatus.NO_ACTIVITY.shown());

        MarkerTask task = done(start(Scope.ALL, List.of(), condition));

        assertThat(task.done()).isEqualTo(2);
        assertThat(inReview()).containsExactly("Ben", "Eve");
    }

    @Test
    void marksAllExceptTheNamed() {
        done(start(Scope.ALL_EXCEPT, List.of(ben.toString()), Condition.ALL));

        assertThat(inReview()).containsExactly("Ada", "Eve");
    }

    @Test
    void takesATaskBackAndLeavesAloneWhoWasMarkedAgain() {
        markers.mark(OPERATOR, home, ada, new MarkerEdit(true, null, null));
        MarkerTask task = done(start(Scope.ALL, List.of(), Condition.ALL));
        markers.mark(OPERATOR, home, eve, new MarkerEdit(null, null, false));

        MarkerTask undone = done(bulk.undo(OPERATOR, task.id()));

        assertThat(undone.done()).isEqualTo(2);
        assertThat(bulk.failed(OPERATOR, undone.id(), 0, 10)).singleElement().satisfies(result -> {
            assertThat(result.id()).isEqualTo(eve.toString());
            assertThat(result.problem()).contains("Somebody else");
        });
        assertThat(bulk.results(OPERATOR, undone.id(), 0, 10))
                .extracting(MarkerTask.Result::id)
                .containsExactlyInAnyOrder(ada.toString(), ben.toString(), eve.toString());
        assertThat(bulk.results(OPERATOR, undone.id(), 1, 1)).hasSize(1);
        assertThat(inReview()).containsExactly("Eve");
        assertThat(people.get(OPERATOR, home, ada).flags()).isEqualTo(new Person.Flags(true, false, true));
        assertThat(bulk.results(OPERATOR, undone.id(), 0, 10)).hasSize(3);
    }

    @Test
    void tellsWhatBecameOfEachPageByPageAlsoOfThoseWhoAreNotThere() {
        Estate.run("""
                WITH made AS (
                    INSERT INTO people (organization_id, id, display_name)
                    SELECT ?, gen_random_uuid(), 'Person ' || n FROM generate_series(1, 2500) n RETURNING organization_id, id)
                INSERT INTO person_markers (organization_id, person_id) SELECT organization_id, id FROM made
                """, home.value());
        MarkerTask all = done(start(Scope.ALL_EXCEPT, List.of(ada.toString()), Condition.ALL));
        MarkerTask again = done(start(Scope.ALL, List.of(), Condition.ALL));
        MarkerTask named = done(start(Scope.ONLY, List.of("noon", ada.toString()), Condition.ALL));

        assertThat(all.done()).isEqualTo(2502);
        assertThat(again.done()).isEqualTo(2503);
        assertThat(results(again)).hasSize(2503).doesNotHaveDuplicates();
        assertThat(bulk.results(OPERATOR, again.id(), 2500, 100)).hasSize(3);
        assertThat(bulk.failed(OPERATOR, again.id(), 0, 100)).isEmpty();
        assertThat(results(named))
                .extracting(MarkerTask.Result::id, result -> result.problem() == null)
                .containsExactly(tuple("noon", false), tuple(ada.toString(), true));
        assertThat(Estate.ask(
                        "SELECT count(*) FROM person_markers WHERE organization_id = ? AND is_in_review AND version = 2",
                        home.value()))
                .isEqualTo("2503");
    }

    /** All of them, some at a time. */
    private List<MarkerTask.Result> results(MarkerTask task) {
        List<MarkerTask.Result> all = new ArrayList<>();
        List<MarkerTask.Result> page;
        do {
            page = bulk.results(OPERATOR, task.id(), all.size(), 700);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    @Test
    void forgetsATaskWithAllItsPeopleWhenItIsOldEnough() {
        MarkerTask task = done(start(Scope.ALL, List.of(), Condition.ALL));
        Estate.run("UPDATE marker_tasks SET created_at = now() - interval '31 days' WHERE id = ?", task.id());

        bulk.forgetOld();

        assertThat(Estate.ask("SELECT count(*) FROM marker_targets WHERE task_id = ?", task.id()))
                .isEqualTo("0");
        assertThatThrownBy(() -> bulk.get(OPERATOR, task.id())).hasMessageContaining("no such task");
    }

    @Test
    void refusesAScopeWithoutWhatItNeedsAndATaskOfOthers() {
        assertThatThrownBy(() -> start(Scope.ONLY, List.of(), Condition.ALL)).hasMessageContaining("needs ids");
        assertThatThrownBy(() -> new MarkerEdit(null, null, null)).hasMessageContaining("At least one marker");
        MarkerTask task = start(Scope.ALL, List.of(), Condition.ALL);
        Caller others =
                TestOrganizations.within(Estate.organization(TestOrganizations.root(), "Other " + UUID.randomUUID()));

        assertThatThrownBy(() -> bulk.get(others, task.id()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_FOUND));
    }

    private MarkerTask start(Scope scope, List<String> ids, Condition filter) {
        return bulk.start(OPERATOR, home, new MarkerRequest(scope, ids, filter, null, IN_REVIEW));
    }

    /** The task when nothing is left of it to do, whoever does it. */
    private MarkerTask done(MarkerTask task) {
        MarkerTask now = task;
        while (now.state() == MarkerTask.State.RUNNING) {
            bulk.work();
            now = bulk.get(OPERATOR, task.id());
        }
        return now;
    }

    private List<String> inReview() {
        ListQuery query = ListQuery.first(
                10,
                new Compare(People.fields().find("isInReview").orElseThrow(), Operator.EQUALS, true),
                People.fields()
                        .total(List.of(Order.ascending(
                                People.fields().find("displayName").orElseThrow()))));
        return people.list(OPERATOR, home, query).items().stream()
                .map(Person::displayName)
                .toList();
    }
}
