package io.tenantry.query;

import io.tenantry.query.Condition.And;
import io.tenantry.query.Condition.Compare;
import io.tenantry.query.Condition.In;
import io.tenantry.query.Condition.Missing;
import io.tenantry.query.Condition.Not;
import io.tenantry.query.Condition.Operator;
import io.tenantry.query.Condition.Or;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random people with awkward names, random questions about them, and the table they are kept in. */
public final class People {
    public static final Field ID = Field.id("id", "p.id");
    public static final Field NAME =
            Field.text("displayName", "p.name").foldedIn("p.name_ci").required().searched();
    public static final Field CITY = Field.text("city", "p.city").foldedIn("p.city_ci");
    public static final Field TITLE = Field.text("jobTitle", "p.title").searched();
    public static final Field LICENSES = Field.number("licenseCount", "p.licenses");
    public static final Field COST = Field.number("cost", "p.cost");
    public static final Field ENABLED =
            Field.flag("accountEnabled", "p.enabled").required();
    public static final Field GUEST = Field.flag("isGuest", "p.guest");
    public static final Field CREATED = Field.instant("createdDateTime", "p.created");
    public static final Field MANAGER = Field.uuid("managerId", "p.manager");
    public static final Field KIND = Field.word("kind", "p.kind", List.of("Member", "Guest", "Bot"));
    public static final Field STATE =
            Field.word("state", "p.state", List.of("Open", "Done")).required();
    public static final Catalogue FIELDS =
            Catalogue.of(ID, NAME, CITY, TITLE, LICENSES, COST, ENABLED, GUEST, CREATED, MANAGER, KIND, STATE);

    private static final List<String> LETTERS = List.of(
            "a", "A", "b", "B", "ß", "ä", "Ä", "Σ", "σ", "ς", "İ", "ı", "ǅ", "\u212A", "%", "_", "\\", "'", "\"", " ",
            "\uFFFD", "😀", "0");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<UUID> MANAGERS = List.of(
            UUID.fromString("00000000-0000-0000-0000-00000000000a"),
            UUID.fromString("7fffffff-ffff-ffff-8000-000000000000"),
            UUID.fromString("80000000-0000-0000-ffff-ffffffffffff"),
            UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"));

    private People() {}

    /** One row: its value for each field, null where it has none. */
    public record Person(Map<Field, @Nullable Object> values) {
        public @Nullable Object value(Field field) {
            return values.get(field);
        }

        public Function<Field, @Nullable Object> lookup() {
            return this::value;
        }

        public UUID id() {
            return (UUID) Objects.requireNonNull(value(ID));
        }
    }

    public static List<Person> people(Random random, int count) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<Field, @Nullable Object> values = new HashMap<>();
            for (Field field : FIELDS.fields()) {
                boolean missing = !field.is(Field.Trait.REQUIRED) && random.nextInt(3) == 0;
                values.put(field, missing ? null : value(random, field));
            }
            people.add(new Person(values));
        }
        return people;
    }

    public static Object value(Random random, Field field) {
        if (field.equals(ID)) {
            return new UUID(random.nextLong(), random.nextLong());
        }
        return switch (field.type()) {
            case TEXT ->
                field.words().isEmpty()
                        ? text(random)
                        : field.words().get(random.nextInt(field.words().size()));
            case NUMBER ->
                field.equals(COST)
                        ? new BigDecimal(random.nextInt(-300, 300)).movePointLeft(2)
                        : new BigDecimal(random.nextInt(-2, 4));
            case FLAG -> random.nextBoolean();
            case INSTANT -> NOON.plusNanos(random.nextInt(-3, 3) * 1000L).plusSeconds(random.nextInt(2));
            case UUID -> MANAGERS.get(random.nextInt(MANAGERS.size()));
        };
    }

    /** A value to ask about: words also in other letters, and such as there are none. */
    private static Object asked(Random random, Field field) {
        if (!field.words().isEmpty() && random.nextInt(4) == 0) {
            return text(random);
        }
        Object value = value(random, field);
        boolean shouted = !field.words().isEmpty() && random.nextBoolean();
        return shouted ? ((String) value).toUpperCase(Locale.ROOT) : value;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    public static Condition condition(Random random, int depth) {
        Supplier<Condition> deeper = () -> condition(random, depth - 1);
        return switch (depth <= 0 ? random.nextInt(8) : random.nextInt(14)) {
            case 0 -> random.nextInt(4) == 0 ? Condition.ALL : new Missing(anyField(random));
            case 1 -> in(random, anyField(random));
            case 2, 3, 4, 5, 6, 7 -> compare(random, anyField(random));
            case 8, 9 -> new Not(deeper.get());
            case 10, 11 -> new And(several(random, deeper));
            default -> new Or(several(random, deeper));
        };
    }

    private static Condition in(Random random, Field field) {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            values.add(asked(random, field));
        }
        return new In(field, values);
    }

    private static Condition compare(Random random, Field field) {
        List<Operator> operators = switch (field.type()) {
            case TEXT -> List.of(Operator.values());
            case NUMBER, INSTANT ->
                List.of(
                        Operator.EQUALS,
                        Operator.NOT_EQUALS,
                        Operator.GREATER,
                        Operator.AT_LEAST,
                        Operator.LESS,
                        Operator.AT_MOST);
            case FLAG, UUID -> List.of(Operator.EQUALS, Operator.NOT_EQUALS);
        };
        return new Compare(field, operators.get(random.nextInt(operators.size())), asked(random, field));
    }

    private static List<Condition> several(Random random, Supplier<Condition> part) {
        List<Condition> parts = new ArrayList<>();
        for (int i = random.nextInt(2, 4); i > 0; i--) {
            parts.add(part.get());
        }
        return parts;
    }

    public static Field anyField(Random random) {
        List<Field> fields = List.copyOf(FIELDS.fields());
        return fields.get(random.nextInt(fields.size()));
    }

    /** Makes the table in a schema of its own, in which the connection then works. */
    public static void createTable(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS %1$s CASCADE".formatted(schema));
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute("SET search_path = " + schema);
            statement.execute("""
                    CREATE TABLE people (
                        id uuid PRIMARY KEY,
                        name text NOT NULL,
                        name_ci text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
                        city text,
                        city_ci text COLLATE "C" GENERATED ALWAYS AS (lower(city)) STORED,
                        title text,
                        licenses integer,
                        cost numeric,
                        enabled boolean NOT NULL,
                        guest boolean,
                        created timestamptz,
                        manager uuid,
                        kind text,
                        state text NOT NULL)""");
        }
    }

    public static void insert(Connection connection, List<Person> people) throws SQLException {
        String sql = """
                INSERT INTO people (id, name, city, title, licenses, cost, enabled, guest, created, manager, kind, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Person person : people) {
                int position = 1;
                for (Field field : FIELDS.fields()) {
                    Object value = person.value(field);
                    statement.setObject(
                            position++, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
