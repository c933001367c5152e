package io.tenantry.imports.internal;

import io.tenantry.imports.internal.ImportField.Kind;
import io.tenantry.kernel.Ids;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Copies rows into a table that only the present transaction sees. Everything after that is a handful of statements, however many
 * rows there are. Passwords stay out: the table may be spilled to the server's disk.
 */
final class StagedRows implements Closeable {
    /** The fields that are staged, each in a column named like the one it is for. */
    static final List<ImportField> FIELDS = Arrays.stream(ImportField.values())
            .filter(field -> field.kind() != Kind.SECRET)
            .toList();

    /**
     * {@code id} becomes the audit event's and, where the row makes a user, the user's. It is made here because the database's own
     * would not sort by time. {@code given} is what the row sets, as the audit trail tells it of a new user. Of a password only
     * that there is a good one, or what is wrong with it.
     */
    static final String CREATE_TABLE = FIELDS.stream()
            .map(field -> column(field) + " " + type(field))
            .collect(Collectors.joining(
                    ", ",
                    "CREATE TEMPORARY TABLE staged (line bigint NOT NULL, id uuid NOT NULL, given text NOT NULL,"
                            + " has_password boolean NOT NULL, password_problem text, ",
                    ", upn_ci text COLLATE \"C\" GENERATED ALWAYS AS (lower(upn)) STORED,"
                            + " manager_upn_ci text COLLATE \"C\" GENERATED ALWAYS AS (lower(manager_upn)) STORED)"
                            + " ON COMMIT DROP"));

    private static final String COPY = FIELDS.stream()
            .map(StagedRows::column)
            .collect(Collectors.joining(
                    ", ", "COPY staged (line, id, given, has_password, password_problem, ", ") FROM STDIN"));

    private static final int BUFFER_SIZE = 1 << 16;

    private final Writer out;

    StagedRows(Connection connection) throws SQLException {
        PGCopyOutputStream copy = new PGCopyOutputStream(connection.unwrap(PGConnection.class), COPY, BUFFER_SIZE);
        out = new BufferedWriter(new OutputStreamWriter(copy, StandardCharsets.UTF_8), BUFFER_SIZE);
    }

    void add(long line, Map<ImportField, String> values, @Nullable JudgedPassword password) throws IOException {
        out.write(Long.toString(line));
        out.write('\t');
        out.write(Ids.next().toString());
        out.write('\t');
        writeEscaped(GivenJson.of(values));
        out.write(password == null ? "\tf" : "\tt");
        out.write('\t');
        writeOrNull(password instanceof JudgedPassword.Bad(var because) ? because : null);
        for (ImportField field : FIELDS) {
            out.write('\t');
            writeOrNull(values.get(field));
        }
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void writeOrNull(@Nullable String value) throws IOException {
        if (value == null) {
            out.write("\\N");
        } else {
            writeEscaped(value);
        }
    }

    private void writeEscaped(String value) throws IOException {
        for (int at = 0; at < value.length(); at++) {
            char here = value.charAt(at);
            switch (here) {
                case '\\' -> out.write("\\\\");
                case '\t' -> out.write("\\t");
                case '\n' -> out.write("\\n");
                case '\r' -> out.write("\\r");
                default -> out.write(here);
            }
        }
    }

    /** Named like the user's column; other people stand here by their names, and there by their ids. */
    private static String column(ImportField field) {
        return field.kind() == Kind.PERSON ? "manager_upn" : Columns.of(field);
    }

    private static String type(ImportField field) {
        return switch (field.kind()) {
            case FLAG -> "boolean";
            case ID -> "uuid";
            case TEXT, ADDRESSES, PHONES, SECRET, PERSON -> "text";
        };
    }
}
