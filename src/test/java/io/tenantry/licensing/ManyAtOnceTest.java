package io.tenantry.licensing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.TestPostgres;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Refusal.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLState;

/** Units stay right whoever comes at the same moment, and whatever happens in whichever order. */
class ManyAtOnceTest extends LicensingTest {
    private static final int THREADS = 8;

    private static final String WRONG = """
            SELECT string_agg(what, '; ') FROM (
                SELECT 'consumed is not what people hold: ' || c.sku_id AS what FROM consumed_units c
                WHERE c.organization_id = ?::uuid AND c.units <> (
                    SELECT count(*) FROM user_licenses l
                    WHERE l.organization_id = c.organization_id AND l.sku_id = c.sku_id AND l.held)
                UNION ALL
                SELECT 'more is consumed than enabled: ' || c.sku_id FROM consumed_units c
                    JOIN subscribed_skus s ON s.organization_id = c.organization_id AND s.sku_id = c.sku_id
                WHERE c.organization_id = ?::uuid AND c.units > s.enabled
                UNION ALL
                SELECT 'somebody waits while units are free: ' || l.sku_id FROM user_licenses l
                    JOIN consumed_units c ON c.organization_id = l.organization_id AND c.sku_id = l.sku_id
                    JOIN subscribed_skus s ON s.organization_id = c.organization_id AND s.sku_id = c.sku_id
                WHERE l.organization_id = ?::uuid AND l.problem = 'units' AND c.units < s.enabled
                UNION ALL
                SELECT 'a way without a licence or a licence without a way: ' || coalesce(p.user_id, l.user_id)
                FROM license_paths p FULL JOIN user_licenses l ON l.organization_id = p.organization_id
                    AND l.user_id = p.user_id AND l.sku_id = p.sku_id
                WHERE coalesce(p.organization_id, l.organization_id) = ?::uuid AND (p.user_id IS NULL OR l.user_id IS NULL)
                UNION ALL
                SELECT 'a deleted person holds a unit: ' || u.id FROM users u
                    JOIN user_licenses l ON l.organization_id = u.organization_id AND l.user_id = u.id
                WHERE u.organization_id = ?::uuid AND (u.deleted_at IS NOT NULL) <> (l.problem IS NOT DISTINCT FROM 'deleted')
                UNION ALL
                SELECT 'a member lacks a way: ' || m.member_id FROM memberships m
                    JOIN group_licenses g ON g.organization_id = m.organization_id AND g.group_id = m.group_id
                WHERE m.organization_id = ?::uuid AND m.living AND m.member_kind = 'user' AND NOT EXISTS (
                    SELECT FROM license_paths p WHERE p.organization_id = m.organization_id AND p.user_id = m.member_id
                        AND p.sku_id = g.sku_id AND p.via = m.group_id)
                UNION ALL
                SELECT 'a way through a group whose member he is not: ' || p.user_id FROM license_paths p
                WHERE p.organization_id = ?::uuid AND p.via <> p.user_id AND NOT EXISTS (
                    SELECT FROM memberships m JOIN group_licenses g
                        ON g.organization_id = m.organization_id AND g.group_id = m.group_id
                    WHERE m.organization_id = p.organization_id AND m.group_id = p.via AND m.member_id = p.user_id AND m.living
                        AND g.sku_id = p.sku_id)) found
            """;

    @Test
    void noUnitIsGivenTwiceHoweverManyAskAtOnce() throws Exception {
        buy(E3, 25);
        List<UUID> people =
                IntStream.range(0, 60).mapToObj(i -> person("Person " + i)).toList();
        AtomicInteger refusals = new AtomicInteger();

        atOnce(people.stream()
                .<Callable<@Nullable Void>>map(user -> () -> {
                    try {
                        give(user, E3);
                    } catch (Refusal refusal) {
                        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
                        refusals.incrementAndGet();
                    }
                    return null;
                })
                .toList());

        assertThat(consumed(E3)).isEqualTo(25);
        assertThat(refusals).hasValue(35);
        assertNothingIsWrong();
    }

    @Test
    void swapsInBothDirectionsDoNotStopEachOther() throws Exception {
        buy(E3, 40);
        buy(E5, 40);
        List<UUID> people =
                IntStream.range(0, 24).mapToObj(i -> person("Person " + i)).toList();
        for (int i = 0; i < people.size(); i++) {
            give(people.get(i), i % 2 == 0 ? E3 : E5);
        }
        List<Callable<@Nullable Void>> swaps = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < people.size(); i++) {
                UUID user = people.get(i);
                boolean there = (i + round) % 2 == 0;
                LicenseChange change = new LicenseChange(added(there ? E5 : E3), List.of(there ? E3 : E5));
                swaps.add(() -> {
                    try {
                        licenses.change(OPERATOR, home, key(user), change);
                    } catch (Refusal outOfTurn) {
                        assertThat(outOfTurn.reason()).isEqualTo(Reason.MALFORMED);
                    }
                    return null;
                });
            }
        }
        atOnce(swaps);
        assertThat(consumed(E3) + consumed(E5)).isEqualTo(people.size());
        assertNothingIsWrong();
    }

    @Test
    void aShrinkingSubscriptionAndThoseWhoWantItsUnitsDoNotPassEachOther() throws Exception {
        Subscription bought = buy(E3, 30);
        List<Callable<@Nullable Void>> work = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            UUID user = person("Person " + i);
            int quantity = 29 - i;
            work.add(() -> ignoringRefusals(() -> give(user, E3)));
            work.add(() -> ignoringRefusals(() -> subscriptions.change(
                    OPERATOR,
                    home,
                    bought.id(),
                    new SubscriptionChange(Math.max(1, quantity), null, null, null),
                    null)));
        }
        atOnce(work);
        assertNothingIsWrong();
    }

    /** The seed of a run that fails is in the failure; with it the same steps come again, though not at the same moments. */
    @Test
    void whateverHappensAtOnceTheBooksAreRight() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Subscription few = buy(E3, 6);
        buy(E5, 9);
        buy(VISIO, 4);
        List<UUID> people =
                IntStream.range(0, 16).mapToObj(i -> person("Person " + i)).toList();
        List<UUID> groups =
                IntStream.range(0, 4).mapToObj(i -> securityGroup("Group " + i)).toList();
        List<Callable<@Nullable Void>> steps = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            UUID user = people.get(random.nextInt(people.size()));
            UUID group = groups.get(random.nextInt(groups.size()));
            UUID sku = List.of(E3, E5, VISIO).get(random.nextInt(3));
            UUID other = List.of(E3, E5, VISIO).get(random.nextInt(3));
            int quantity = 1 + random.nextInt(12);
            int kind = random.nextInt(12);
            steps.add(() -> step(kind, user, group, List.of(sku, other), few, quantity));
        }
        atOnce(steps);
        assertThat(wrong()).as("seed " + seed).isNull();
    }

    private @Nullable Void step(int kind, UUID user, UUID group, List<UUID> skus, Subscription few, int quantity) {
        UUID sku = skus.getFirst();
        return ignoringRefusals(() -> {
            switch (kind) {
                case 0, 1 -> give(user, sku);
                case 2 -> take(user, sku);
                case 3 ->
                    licenses.change(OPERATOR, home, key(user), new LicenseChange(added(sku), List.of(skus.getLast())));
                case 4 -> giveGroup(group, sku);
                case 5 -> takeGroup(group, sku);
                case 6, 7 ->
                    run(
                            "INSERT INTO memberships AS m (organization_id, group_id, member_id, id, member_kind)"
                                    + " SELECT u.organization_id, ?, u.id, gen_random_uuid(), 'user' FROM users u"
                                    + " WHERE u.id = ? AND u.deleted_at IS NULL FOR SHARE"
                                    + " ON CONFLICT (organization_id, group_id, member_id)"
                                    + " DO UPDATE SET living = true WHERE NOT m.living",
                            group,
                            user);
                case 8 -> run("DELETE FROM memberships WHERE group_id = ? AND member_id = ?", group, user);
                case 9 ->
                    run(
                            "WITH rest AS (UPDATE memberships SET living = false WHERE member_id = ? AND living)"
                                    + " UPDATE users SET deleted_at = now() WHERE id = ? AND deleted_at IS NULL",
                            user,
                            user);
                case 10 ->
                    run(
                            "WITH back AS (UPDATE memberships SET living = true WHERE member_id = ? AND NOT living)"
                                    + " UPDATE users SET deleted_at = NULL WHERE id = ?",
                            user,
                            user);
                default ->
                    subscriptions.change(
                            OPERATOR, home, few.id(), new SubscriptionChange(quantity, null, null, null), null);
            }
        });
    }

    private void run(String sql, UUID... values) {
        // As the module directory does: whoever changes a person locks him first.
        try (Connection connection = TestPostgres.connect(TestPostgres.shared())) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT FROM users WHERE organization_id = ? AND id = ? FOR UPDATE")) {
                lock.setObject(1, home.value());
                lock.setObject(2, values[values.length - 1]);
                lock.execute();
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.executeUpdate();
            }
            connection.commit();
        } catch (SQLException failure) {
            assertThat(failure.getSQLState())
                    .as(failure.getMessage())
                    .isNotEqualTo(PSQLState.DEADLOCK_DETECTED.getState());
            throw new AssertionError(failure);
        }
    }

    private static @Nullable Void ignoringRefusals(Runnable work) {
        try {
            work.run();
        } catch (Refusal refused) {
            // Most steps cannot be done at their moment; what matters is what the books say afterwards.
        }
        return null;
    }

    private static void atOnce(List<Callable<@Nullable Void>> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<@Nullable Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private void assertNothingIsWrong() {
        assertThat(wrong()).isNull();
    }

    private @Nullable String wrong() {
        String id = home.toString();
        return ask(WRONG, id, id, id, id, id, id, id);
    }

    @Test
    void alsoWhatComesInOneStatementIsCountedRightly() {
        buy(E3, 500);
        UUID team = securityGroup("Team");
        giveGroup(team, E3);
        Estate.run(
                "INSERT INTO users (organization_id, id, object_id, upn, display_name, usage_location)"
                        + " SELECT ?, gen_random_uuid(), gen_random_uuid(), 'p' || n || '@bulk.example', 'P' || n, 'US'"
                        + " FROM generate_series(1, 700) n",
                home.value());
        Estate.run(
                "INSERT INTO memberships (organization_id, group_id, member_id, id, member_kind)"
                        + " SELECT organization_id, ?, id, gen_random_uuid(), 'user' FROM users WHERE organization_id = ?",
                team,
                home.value());

        assertThat(consumed(E3)).isEqualTo(500);
        assertNothingIsWrong();
        Estate.run("UPDATE users SET deleted_at = now() WHERE organization_id = ?", home.value());
        assertThat(consumed(E3)).isZero();
    }
}
