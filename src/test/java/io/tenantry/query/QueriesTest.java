package io.tenantry.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.EveryPostgres;
import io.tenantry.TestPostgres;
import io.tenantry.kernel.Page;
import io.tenantry.query.ListRequest.Window;
import io.tenantry.query.People.Person;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the database answers is what the question means, and a walk through the answer loses nobody. */
@EveryPostgres
class QueriesTest {
    private static final byte[] KEY = "a key of thirty-two bytes or more".getBytes(StandardCharsets.UTF_8);
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestPostgres.connect(TestPostgres.shared());
        People.createTable(connection, "queries");
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void theDatabaseAnswersAsTheConditionSays() throws SQLException {
        List<Person> people = store(new Random(1), 300);
        Seeded.times(1_000, random -> {
            Condition condition = People.condition(random, 4);
            List<UUID> expected = people.stream()
                    .filter(person -> Evaluation.test(condition, person.lookup()))
                    .map(Person::id)
                    .toList();
            ListQuery query = ListQuery.first(1000, condition, People.FIELDS.total(List.of()));
            assertThat(fetch(query).items()).as(condition.toString()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(count(query)).isEqualTo(expected.size());
        });
    }

    @Test
    void aWalkByTokenMeetsEveryRowOnceInOrder() throws SQLException {
        List<Person> people = store(new Random(2), 60);
        Seeded.times(150, random -> {
            List<Order> order = People.FIELDS.total(anyOrder(random));
            Condition filter = People.condition(random, 1);
            List<UUID> expected = people.stream()
                    .filter(person -> Evaluation.test(filter, person.lookup()))
                    .sorted(Evaluation.comparator(order, Person::lookup))
                    .map(Person::id)
                    .toList();
            assertThat(walkByToken(filter, order, random)).as(order.toString()).isEqualTo(expected);
        });
    }

    @Test
    void aWalkBySkippingMeetsEveryRowOnceInOrder() throws SQLException {
        List<Person> people = store(new Random(3), 60);
        Seeded.times(80, random -> {
            List<Order> order = People.FIELDS.total(anyOrder(random));
            List<UUID> expected = people.stream()
                    .sorted(Evaluation.comparator(order, Person::lookup))
                    .map(Person::id)
                    .toList();
            Walks walks = walks(random.nextInt(4) == 0 ? 0 : 100);
            int size = random.nextInt(1, 20);
            List<UUID> met = new ArrayList<>();
            for (long skip = 0; skip < people.size(); skip += size) {
                met.addAll(step(walks, Condition.ALL, order, Window.page(skip, size))
                        .items());
            }
            assertThat(met).isEqualTo(expected);
        });
    }

    @Test
    void deletingRowsDuringAWalkHidesNobodyElse() {
        Seeded.times(40, random -> {
            List<Person> people = store(random, 50);
            List<Order> order = People.FIELDS.total(anyOrder(random));
            Set<UUID> left = new HashSet<>(people.stream().map(Person::id).toList());
            Set<UUID> met = new HashSet<>();
            Walks walks = walks(100);
            boolean byToken = random.nextBoolean();
            int size = random.nextInt(2, 9);
            Window window = Window.page(0, size);
            for (long skip = size; ; skip += size) {
                Walk walk = walks.open(new ListRequest("people", Condition.ALL, null, order, window, false), "ada");
                Page<UUID> page = fetch(walk.query());
                String token = walk.next(page);
                assertThat(page.items()).allMatch(met::add, "is shown for the first time");
                if (token == null) {
                    break;
                }
                window = byToken ? new Window(0, null, size, token) : Window.page(skip, size);
                left.removeAll(deleteSome(people, random));
            }
            assertThat(met).containsAll(left);
        });
    }

    private static List<UUID> deleteSome(List<Person> people, Random random) throws SQLException {
        List<UUID> deleted = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            UUID id = people.get(random.nextInt(people.size())).id();
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM people WHERE id = ?")) {
                statement.setObject(1, id);
                statement.executeUpdate();
            }
            deleted.add(id);
        }
        return deleted;
    }

    private static List<UUID> walkByToken(Condition filter, List<Order> order, Random random) throws SQLException {
        List<UUID> met = new ArrayList<>();
        @Nullable String token = null;
        do {
            // A new node for every page: what a token needs to be understood is in the token and the key.
            Walks walks = walks(0);
            Window window = new Window(0, null, random.nextInt(1, 20), token);
            Walk walk = walks.open(new ListRequest("people", filter, null, order, window, false), "ada");
            Page<UUID> page = fetch(walk.query());
            met.addAll(page.items());
            token = walk.next(page);
        } while (token != null);
        return met;
    }

    private static Page<UUID> step(Walks walks, Condition filter, List<Order> order, Window window)
            throws SQLException {
        Walk walk = walks.open(new ListRequest("people", filter, null, order, window, false), "ada");
        Page<UUID> page = fetch(walk.query());
        walk.next(page);
        return page;
    }

    private static Walks walks(int bookmarks) {
        return new Walks(new CursorSigner(KEY), new Bookmarks(bookmarks, Duration.ofMinutes(10)));
    }

    private static List<Order> anyOrder(Random random) {
        List<Field> fields = new ArrayList<>(People.FIELDS.fields());
        Collections.shuffle(fields, random);
        boolean descending = random.nextBoolean();
        boolean mixed = random.nextInt(3) == 0;
        return fields.subList(0, random.nextInt(4)).stream()
                .map(field -> new Order(field, mixed ? random.nextBoolean() : descending, random.nextBoolean()))
                .toList();
    }

    private static List<Person> store(Random random, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("TRUNCATE people")) {
            statement.execute();
        }
        List<Person> people = People.people(random, count);
        People.insert(connection, people);
        return people;
    }

    private static Page<UUID> fetch(ListQuery query) throws SQLException {
        PageSql page = PageSql.of(query, "p.id, p.name", "people p", Sql.of("p.id <> ?", new UUID(0, 0)));
        List<PageSql.Placed<UUID>> rows = new ArrayList<>();
        try (PreparedStatement statement = prepared(page.sql());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(page.placed(row.getObject(1, UUID.class), row));
            }
        }
        return page.page(rows, null);
    }

    private static long count(ListQuery query) throws SQLException {
        try (PreparedStatement statement = prepared(PageSql.count(query, "people p", Sql.of("TRUE")));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static PreparedStatement prepared(Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        int position = 1;
        for (Object value : sql.values()) {
            statement.setObject(position++, value);
        }
        return statement;
    }
}
