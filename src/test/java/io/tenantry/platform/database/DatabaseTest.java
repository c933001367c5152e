package io.tenantry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.EveryPostgres;
import io.tenantry.HubTest;
import io.tenantry.TestOrganizations;
import io.tenantry.access.Reach;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EveryPostgres
class DatabaseTest extends HubTest {
    private static final String REACHED = "SELECT r FROM reach_organizations() r ORDER BY r";

    /** The driver and the server both treat a statement in another way once it was run a few times. */
    private static final int OFTEN = 14;

    @Autowired
    private Database database;

    @Test
    void aStatementRunOftenSeesTheReachOfEachRun() {
        for (int i = 0; i < OFTEN; i++) {
            UUID organization = Ids.next();

            assertThat(database.list(only(organization), REACHED, row -> row.getObject(1, UUID.class)))
                    .containsExactly(organization);
        }
    }

    @Test
    void textsAndIdsInListsArriveHoweverOftenTheyAreSent() {
        List<UUID> ids = Stream.generate(Ids::next).limit(3).toList();
        for (int i = 0; i < OFTEN; i++) {
            List<String> joined = database.list(
                    new Reach.Everything(),
                    "SELECT array_to_string(?::text[], '|') || cardinality(?::uuid[])",
                    row -> row.getString(1),
                    List.of("a", "%b_"),
                    ids);

            assertThat(joined).containsExactly("a|%b_3");
        }
    }

    @Test
    void plansAreSteadyOnlyForWhoeverAsksForThat() {
        String asked = "SELECT current_setting('plan_cache_mode') || ' ' || current_setting('enable_sort')";
        Reach reach = only(Ids.next());
        for (int i = 0; i < OFTEN; i++) {
            assertThat(database.steady().list(reach, asked, row -> row.getString(1)))
                    .containsExactly("force_generic_plan off");
            assertThat(database.list(reach, asked, row -> row.getString(1))).containsExactly("auto on");
        }
    }

    @Test
    void keysArriveAsIdsHoweverManyThereAreAndHoweverOftenTheyAreSent() {
        for (int i = 0; i < OFTEN; i++) {
            List<UUID> ids = Stream.generate(Ids::next).limit(i).toList();
            assertThat(database.list(
                            new Reach.Everything(),
                            "SELECT unnest(?::uuid[])",
                            row -> row.getObject(1, UUID.class),
                            new Keys(ids)))
                    .isEqualTo(ids);
        }
    }

    @Test
    void aTransactionThatFailsLeavesItsConnectionWithTheRightReach() {
        UUID first = Ids.next();
        assertThatThrownBy(() -> database.change(only(first), session -> {
                    session.run("SELECT 1 / 0");
                }))
                .isInstanceOf(DatabaseFailure.class);
        UUID second = Ids.next();

        assertThat(database.list(only(second), REACHED, row -> row.getObject(1, UUID.class)))
                .containsExactly(second);
    }

    @Test
    void aStatementWithoutAReachFailsInsteadOfFindingNobody() {
        assertThatThrownBy(() -> database.list(() -> "", "SELECT id FROM users", row -> row.getString(1)))
                .hasMessageContaining("no reach is set");
    }

    @Test
    void nowhereIsAReachThatHasNobody() {
        TestOrganizations.root();

        assertThat(database.list(Reach.nowhere(), "SELECT name FROM organizations", row -> row.getString(1)))
                .isEmpty();
    }

    private static Reach only(UUID organization) {
        return new Reach.Some(Set.of(new OrganizationId(organization)));
    }
}
