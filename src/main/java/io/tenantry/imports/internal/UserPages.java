package io.tenantry.imports.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.UserField;
import io.tenantry.imports.ExportFormat;
import io.tenantry.imports.internal.ImportField.Kind;
import io.tenantry.platform.database.Database;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Condition;
import io.tenantry.query.Field;
import io.tenantry.query.Sql;
import io.tenantry.tenancy.OrganizationId;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final String SELECT = "SELECT id, " + Columns.each(UserWriter.FIELDS, ", ", UserPages::asText)
            + " FROM users WHERE organization_id = ? AND deleted_at IS NULL AND id > ? AND (";

    private static final String END = ") ORDER BY id LIMIT " + PAGE_SIZE;

    private final Database database;
    private final JsonMapper json;

    UserPages(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    private record Person(UUID id, Map<ImportField, String> values) {}

    public void write(Reach reach, OrganizationId organization, Condition filter, ExportFormat format, OutputStream out)
            throws IOException {
        Sql wanted = Sql.of(filter);
        try (UserWriter writer = writer(format, out)) {
            List<Person> page;
            UUID after = new UUID(0, 0);
            do {
                page = page(reach, organization, after, wanted);
                for (Person person : page) {
                    writer.write(person.values);
                    after = person.id;
                }
            } while (page.size() == PAGE_SIZE);
        }
    }

    private List<Person> page(Reach reach, OrganizationId organization, UUID after, Sql wanted) {
        Object[] values = Stream.concat(Stream.of(organization.value(), after), wanted.values().stream())
                .toArray();
        return database.list(reach, SELECT + wanted.text() + END, UserPages::read, values);
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

    private static String asText(ImportField field) {
        if (field.kind() == Kind.PERSON) {
            return "(SELECT p.upn FROM users p WHERE p.organization_id = users.organization_id AND p.id = users."
                    + Columns.of(field) + " AND p.deleted_at IS NULL)";
        }
        String column = Columns.of(field);
        if (field.isList()) {
            return "array_to_string(" + column + ", E'\\n')";
        }
        return field.kind() == Kind.FLAG ? "CASE WHEN " + column + " THEN 'true' ELSE 'false' END" : column;
    }
}
