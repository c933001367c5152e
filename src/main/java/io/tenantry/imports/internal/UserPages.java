package io.tenantry.imports.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.UserField;
import io.tenantry.imports.ExportFormat;
import io.tenantry.imports.internal.ImportField.Kind;
import io.tenantry.platform.database.Database;
import io.tenantry.query.AsOf;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads people page by page, in the order of their ids. Between two pages no transaction is open and no connection held, so a
 * client who takes his time costs nobody anything; whoever is there from beginning to end is met exactly once.
 */
@Component
public class UserPages {
    /** What a filter may ask about: the columns of the file, and the hub's own id. */
    public static final Catalogue FIELDS = Catalogue.of(
            Field.id("hubId", UserField.ID.column()),
            Stream.concat(
                            UserWriter.FIELDS.stream()
                                    .filter(field -> field.kind() != Kind.PERSON)
                                    .map(field -> Objects.requireNonNull(field.property())
                                            .named(field.wireName())),
                            Stream.of(
                                    UserField.MANAGER.named("managerId"),
                                    UserField.CREATED.named("createdDateTime"),
                                    UserField.MODIFIED.named("modifiedDateTime")))
                    .toArray(Field[]::new));

    private static final int PAGE_SIZE = 2000;

    private static final String END = ") ORDER BY id LIMIT " + PAGE_SIZE;

    private final Database database;
    private final JsonMapper json;

    UserPages(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Whom to tell of.
     *
     * @param asOf the moment of the past at which they are told of, or null for now
     */
    public record Wanted(
            OrganizationId organization,
            Condition filter,
            @Nullable Instant asOf) {}

    private record Person(UUID id, Map<ImportField, String> values) {}

    public void write(Reach reach, Wanted wanted, ExportFormat format, OutputStream out) throws IOException {
        try (UserWriter writer = writer(format, out)) {
            List<Person> page;
            UUID after = new UUID(0, 0);
            do {
                page = page(reach, wanted, after);
                for (Person person : page) {
                    writer.write(person.values);
                    after = person.id;
                }
            } while (page.size() == PAGE_SIZE);
        }
    }

    private List<Person> page(Reach reach, Wanted wanted, UUID after) {
        Instant at = wanted.asOf();
        Sql page = at == null
                ? part("users", Sql.of("true"), wanted, after)
                : Sql.of("(")
                        .followedBy(part("users", Sql.of("users.valid_from <= ?", at), wanted, after))
                        .followedBy(") UNION ALL (")
                        .followedBy(part(
                                "users_history",
                                Sql.of("users.valid_from <= ? AND users.valid_until > ?", at, at),
                                wanted,
                                after))
                        .followedBy(") ORDER BY id LIMIT " + PAGE_SIZE);
        return database.list(reach, page.text(), UserPages::read, page.values().toArray());
    }

    private static Sql part(String table, Sql moment, Wanted wanted, UUID after) {
        Sql part = Sql.of("SELECT id");
        for (ImportField field : UserWriter.FIELDS) {
            part = part.followedBy(", ").followedBy(asText(field, wanted.asOf()));
        }
        return part.followedBy(Sql.of(
                        " FROM " + table
                                + " users WHERE users.organization_id = ? AND users.deleted_at IS NULL AND users.id > ? AND ",
                        wanted.organization().value(),
                        after))
                .followedBy(moment)
                .followedBy(" AND (")
                .followedBy(Sql.of(wanted.filter()))
                .followedBy(END);
    }

    private UserWriter writer(ExportFormat format, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new CsvUserWriter(out);
            case JSON -> new JsonUserWriter(out, json);
        };
    }

    private static Person read(ResultSet row) throws SQLException {
        Map<ImportField, String> values = new EnumMap<>(ImportField.class);
        int column = 2;
        for (ImportField field : UserWriter.FIELDS) {
            @Nullable String value = row.getString(column++);
            if (value != null && !value.isEmpty()) {
                values.put(field, value);
            }
        }
        return new Person(row.getObject(1, UUID.class), values);
    }

    private static Sql asText(ImportField field, @Nullable Instant asOf) {
        String column = "users." + Columns.of(field);
        if (field.kind() == Kind.PERSON) {
            Sql people =
                    asOf == null ? Sql.of("users") : AsOf.table("users", "organization_id, id, upn, deleted_at", asOf);
            return Sql.of("(SELECT p.upn FROM ")
                    .followedBy(people)
                    .followedBy(" p WHERE p.organization_id = users.organization_id AND p.id = " + column
                            + " AND p.deleted_at IS NULL)");
        }
        if (field.isList()) {
            return Sql.of("array_to_string(" + column + ", E'\\n')");
        }
        return Sql.of(field.kind() == Kind.FLAG ? "CASE WHEN " + column + " THEN 'true' ELSE 'false' END" : column);
    }
}
