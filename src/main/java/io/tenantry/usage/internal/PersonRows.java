package io.tenantry.usage.internal;

import io.tenantry.access.Reach;
import io.tenantry.kernel.Page;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.ListQuery;
import io.tenantry.query.Several;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import io.tenantry.usage.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code people}, with what is noted of them in {@code person_markers}. */
@Component
public class PersonRows {
    /** No column has it: questions about it are turned into questions about the last activity. */
    public static final Field STATUS = Field.text("status", "status").required().notSortable();

    public static final Field LAST_ACTIVE = Field.instant("lastActive", "p.last_active_at");

    /** What lists can be filtered and sorted by. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("id", "p.id"),
            Field.uuid("organizationId", "p.organization_id").required(),
            Field.uuid("userId", "p.user_id"),
            text("displayName", "display_name"),
            text("email", "email"),
            text("username", "username"),
            text("country", "country"),
            text("department", "department"),
            Field.instant("createdDate", "p.created_at").required(),
            LAST_ACTIVE,
            Field.number("licenseCount", "p.license_count").required(),
            Field.number("userCostPerMonth", "p.cost_per_month").required(),
            Field.number("potentialSavings", "p.potential_savings").required(),
            Field.flag("isEnabled", "p.is_enabled").required().notSortable(),
            Field.flag("isOnline", "m.is_online").required().notSortable(),
            Field.flag("isInReview", "m.is_in_review").required().notSortable(),
            Field.flag("isQualified", "m.is_qualified").required().notSortable(),
            STATUS,
            Field.shown("discoveryTypes"));

    public static final Several DISCOVERY_TYPES = new Several(
            Field.shown("p.discovery_types"),
            Field.number("discoveryTypes", "element.value").required().notSortable(),
            "unnest(p.discovery_types) AS element (value) WHERE true");

    static final String JOINED =
            "people p JOIN person_markers m ON m.organization_id = p.organization_id AND m.person_id = p.id";

    private static final String BITS = "m.is_online::int + 2 * m.is_in_review::int + 4 * m.is_qualified::int";

    private static final String COLUMNS = """
            p.organization_id, p.id, p.user_id, p.display_name, p.email, p.username, p.country, p.department, p.is_enabled,
            p.discovery_types, p.license_count, p.cost_per_month, p.potential_savings, p.created_at, p.first_active_at,
            p.last_active_at,\s""";

    /** Everything of a person, where both tables are read. */
    static final String SHOWN = COLUMNS + BITS + " AS bits";

    /** Looked up for the rows that are shown only. */
    private static final String BITS_APART = "(SELECT " + BITS
            + " FROM person_markers m WHERE m.organization_id = p.organization_id AND m.person_id = p.id) AS bits";

    private static final String KEYS = "p.organization_id, p.id";

    /** So few that looking at them costs less than looking the rest up apart. */
    private static final int ROWS_TO_PASS_OVER = 1_000;

    /** The organizations that have people, as far as they are in reach. */
    private static final Sql WITH_PEOPLE = Sql.of("SELECT organization_id FROM counts WHERE subject = 'people'"
            + " UNION SELECT organization_id FROM count_changes WHERE subject = 'people'");

    private static final Sql OF_PART = Sql.of("p.organization_id = part.organization_id AND p.removed_at IS NULL");

    /** Everything of a person, where only {@code people} is read. */
    static final String ALONE = COLUMNS + BITS_APART;

    private static final ListedRows.Further LOOKED_UP = new ListedRows.Further(
            ALONE, Sql.of("people p ON p.organization_id = found.organization_id AND p.id = found.id"));

    /** What the index {@code people_by_savings} has of a person. */
    private static final Set<String> OF_SAVINGS =
            Set.of("p.organization_id", "p.id", "p.potential_savings", "p.last_active_at", "p.license_count");

    private final Database database;

    PersonRows(Database database) {
        this.database = database;
    }

    private static Field text(String name, String column) {
        return Field.text(name, "p." + column).foldedIn("p." + column + "_ci").required();
    }

    public Page<Person> list(Reach reach, @Nullable OrganizationId organization, ListQuery query) {
        ListedRows<Person> rows = rows(organization, query);
        if (query.count() && query.filter() instanceof Condition.All) {
            return rows.page(database, reach, query, kept(reach, organization));
        }
        return rows.page(database, reach, query);
    }

    private static ListedRows<Person> rows(@Nullable OrganizationId organization, ListQuery query) {
        boolean asksForMarkers = asksForMarkers(query.filter());
        Sql from = Sql.of(asksForMarkers ? JOINED : "people p");
        if (organization == null) {
            return new ListedRows<>(KEYS, from, OF_PART, PersonRows::read, LOOKED_UP, WITH_PEOPLE);
        }
        Sql base = base(organization);
        if (query.skip() > ROWS_TO_PASS_OVER || areSavingsEnough(query)) {
            return new ListedRows<>(KEYS, from, base, PersonRows::read, LOOKED_UP, null);
        }
        return new ListedRows<>(asksForMarkers ? SHOWN : ALONE, from, base, PersonRows::read);
    }

    /** Whether the index that sorts people by their savings knows all that is asked, so that nobody is looked at in vain. */
    private static boolean areSavingsEnough(ListQuery query) {
        return query.order().getFirst().field().column().equals("p.potential_savings")
                && OF_SAVINGS.containsAll(ListedRows.columns(query));
    }

    public @Nullable Person find(Reach reach, @Nullable OrganizationId organization, UUID id) {
        Sql where = base(organization).and(Sql.of("p.id = ?", id));
        return database.first(
                reach,
                "SELECT " + ALONE + " FROM people p WHERE " + where.text(),
                PersonRows::read,
                where.values().toArray());
    }

    /** The same person as a transaction sees him. */
    public @Nullable Person find(Session session, Person person) {
        return session.first(
                "SELECT " + ALONE + " FROM people p WHERE p.organization_id = ? AND p.id = ?",
                PersonRows::read,
                person.organization().value(),
                person.id());
    }

    /** Who is there at all. */
    static Sql base(@Nullable OrganizationId organization) {
        return organization == null
                ? Sql.of("p.removed_at IS NULL")
                : Sql.of("p.organization_id = ? AND p.removed_at IS NULL", organization.value());
    }

    /** Whether a condition asks for what is noted of people, so that the table with that is needed. */
    static boolean asksForMarkers(Condition condition) {
        return Sql.of(condition).text().contains("m.is_");
    }

    /** The count of all, which is kept up to date and costs the same however many there are. */
    private @Nullable Long kept(Reach reach, @Nullable OrganizationId organization) {
        if (organization == null) {
            return database.first(
                    reach,
                    "SELECT (SELECT coalesce(sum(total), 0) FROM counts WHERE subject = 'people')"
                            + " + (SELECT coalesce(sum(change), 0) FROM count_changes WHERE subject = 'people')",
                    row -> row.getLong(1));
        }
        UUID id = organization.value();
        return database.first(reach, "SELECT count_of(?, 'people', ?)", row -> row.getLong(1), id, id);
    }

    static Person read(ResultSet row) throws SQLException {
        int bits = row.getInt(17);
        return new Person(
                new OrganizationId(row.getObject(1, UUID.class)),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getBoolean(9),
                numbers(row, 10),
                row.getInt(11),
                row.getBigDecimal(12),
                row.getBigDecimal(13),
                instant(row, 14),
                instantOrNull(row, 15),
                instantOrNull(row, 16),
                flags(bits));
    }

    static Person.Flags flags(int bits) {
        return new Person.Flags((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
    }

    static List<Integer> numbers(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Integer[]) row.getArray(column).getArray()).toList();
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
