package io.tenantry.federation.internal;

import io.tenantry.directory.UserField;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Puts rows into a temporary table by COPY. */
final class Staging implements Closeable {
    private static final int BUFFER_SIZE = 1 << 16;

    private final Writer out;
    private int line;

    Staging(Connection connection, String copy) throws SQLException {
        PGCopyOutputStream stream = new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy, BUFFER_SIZE);
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER_SIZE);
    }

    static String copyOf(List<UserField> fields) {
        return "COPY staged_people (line, id, external_id, dn, dn_key, login_key, disabled, problem, "
                + fields.stream().map(UserField::column).collect(Collectors.joining(", ")) + ") FROM STDIN";
    }

    void add(PersonEntry person, List<UserField> fields) throws IOException {
        row(
                Integer.toString(++line),
                Ids.next().toString(),
                person.externalId(),
                person.dn(),
                person.dnKey(),
                person.loginKey(),
                Boolean.toString(person.disabled()),
                person.problem());
        for (UserField field : fields) {
            out.write('\t');
            CopyFormat.write(out, person.values().get(field));
        }
        out.write('\n');
    }

    void add(@Nullable String... values) throws IOException {
        row(values);
        out.write('\n');
    }

    private void row(@Nullable String... values) throws IOException {
        for (int at = 0; at < values.length; at++) {
            if (at > 0) {
                out.write('\t');
            }
            CopyFormat.write(out, values[at]);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
