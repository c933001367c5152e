package io.tenantry.imports.internal;

import io.tenantry.imports.internal.ImportField.Kind;
import io.tenantry.kernel.Ids;
import io.tenantry.platform.database.CopyFormat;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
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
    static final List<ImportField> FIELDS = ImportField.kept();

    /**
     * {@code id} becomes the audit event's and, where the row makes a user, the user's. It is made here because the database's own
     * would not sort by time. {@code given} is what the row sets, as the audit trail tells it of a new user. Of a password only
     * that there is a good one, or what is wrong with it. {@code links} names groups and products. {@code note} is told with the result.
     */
    static final String CREATE_TABLE = FIELDS.stream()
            .map(field -> column(field) + " " + type(field))
            .collect(Collectors.joining(
                    ", ",
                    "CREATE TEMPORARY TABLE staged (line bigint NOT NULL, id uuid NOT NULL, given text NOT NULL,"
                            + " has_password boolean NOT NULL, password_problem text, has_hash boolean NOT NULL,"
                            + " must_change boolean NOT NULL, note text, links text, ",
                    ", upn_ci text COLLATE \"C\" GENERATED ALWAYS AS (lower(upn)) STORED,"
                            + " user_name_ci text COLLATE \"C\" GENERATED ALWAYS AS (lower(coalesce(user_name, upn))) STORED,"
                            + " manager_upn_ci text COLLATE \"C\" GENERATED ALWAYS AS (lower(manager_upn)) STORED)"
                            + " ON COMMIT DROP"));

    private static final String COPY = FIELDS.stream()
            .map(StagedRows::column)
            .collect(Collectors.joining(
                    ", ",
                    "COPY staged (line, id, given, has_password, password_problem, has_hash, must_change, note, links, ",
                    ") FROM STDIN"));

    private static final int BUFFER_SIZE = 1 << 16;

    private final Writer out;

    StagedRows(Connection connection) throws SQLException {
        PGCopyOutputStream copy = new PGCopyOutputStream(connection.unwrap(PGConnection.class), COPY, BUFFER_SIZE);
        out = new BufferedWriter(new OutputStreamWriter(copy, StandardCharsets.UTF_8), BUFFER_SIZE);
    }

    void add(long line, Map<ImportField, String> values, @Nullable JudgedPassword password) throws IOException {
        String remark = values.get(ImportField.NOTE);
        String note = password instanceof JudgedPassword.Unusable(var because)
                ? remark == null ? because : because + "; " + remark
                : remark;
        boolean isHash = password instanceof JudgedPassword.Moved;
        out.write(Long.toString(line));
        out.write('\t');
        out.write(Ids.next().toString());
        out.write('\t');
        CopyFormat.write(out, GivenJson.of(values));
        out.write(password == null || password instanceof JudgedPassword.Unusable ? "\tf\t" : "\tt\t");
        CopyFormat.write(out, password instanceof JudgedPassword.Bad(var because) ? because : null);
        out.write(isHash ? "\tt" : "\tf");
        // Whoever wrote a password into a file knows it; a hash nobody can read.
        out.write(!isHash || "true".equals(values.get(ImportField.MUST_CHANGE_PASSWORD)) ? "\tt\t" : "\tf\t");
        CopyFormat.write(out, note);
        out.write('\t');
        CopyFormat.write(out, GivenJson.links(values));
        for (ImportField field : FIELDS) {
            out.write('\t');
            CopyFormat.write(out, values.get(field));
        }
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Named like the user's column; other people stand here by their names, and there by their ids. */
    private static String column(ImportField field) {
        return field.kind() == Kind.PERSON ? "manager_upn" : Columns.of(field);
    }

    private static String type(ImportField field) {
        return switch (field.kind()) {
            case FLAG -> "boolean";
            case ID -> "uuid";
            case TEXT, ADDRESSES, PHONES, LINKS, SECRET, PERSON, REMARK -> "text";
        };
    }
}
