package io.tenantry.imports.internal;

import io.tenantry.platform.database.CopyFormat;
import io.tenantry.platform.database.DatabaseFailure;
import io.tenantry.platform.database.Session;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows in the text form of COPY. Those in a file are written as they are found, and sent to the database from there. */
final class CopyText implements Closeable {
    private final BufferedWriter out;

    CopyText(Path path) throws IOException {
        out = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }

    void row(@Nullable String... values) throws IOException {
        for (int at = 0; at < values.length; at++) {
            if (at > 0) {
                out.write('\t');
            }
            CopyFormat.write(out, values[at]);
        }
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Puts the rows of a file into a table. */
    static void send(Session session, String copy, Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            session.connection().unwrap(PGConnection.class).getCopyAPI().copyIn(copy, in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new DatabaseFailure(failure);
        }
    }
}
