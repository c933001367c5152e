package io.tenantry.estate.internal;

import io.tenantry.platform.database.CopyFormat;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into one table by COPY, in its text format. A statement is ended now and then to keep its triggers' share small. */
final class Copy implements AutoCloseable {
    private static final int ROWS_A_STATEMENT = 20_000;
    private static final int CHARACTERS_A_MESSAGE = 64 * 1024;

    private final Connection connection;
    private final String sql;
    private final StringBuilder text = new StringBuilder(CHARACTERS_A_MESSAGE + 4096);
    private @Nullable CopyIn running;
    private int rows;

    Copy(Connection connection, String table, String columns) {
        this.connection = connection;
        sql = "COPY " + table + " (" + columns + ") FROM STDIN";
    }

    /** Adds a row; the values stand in the order of the columns. */
    void row(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t");
            write(values[i]);
        }
        text.append('\n');
        if (text.length() >= CHARACTERS_A_MESSAGE) {
            send();
        }
        if (++rows % ROWS_A_STATEMENT == 0) {
            close();
        }
    }

    int rows() {
        return rows;
    }

    /** Sends what is left and ends the statement. */
    @Override
    public void close() throws SQLException {
        if (!text.isEmpty()) {
            send();
        }
        if (running != null) {
            running.endCopy();
            running = null;
        }
    }

    private void send() throws SQLException {
        CopyIn copy = running;
        if (copy == null) {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            running = copy;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> CopyFormat.write(text, null);
            case String string -> CopyFormat.write(text, string);
            case List<?> list -> writeArray(list);
            case Boolean flag -> text.append(flag ? 't' : 'f');
            case UUID id -> text.append(id);
            case Instant instant -> text.append(instant);
            case Number number -> text.append(number);
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private void writeArray(List<?> list) {
        StringBuilder array = new StringBuilder("{");
        for (Object element : list) {
            array.append(array.length() == 1 ? "\"" : ",\"")
                    .append(element.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        CopyFormat.write(text, array.append('}').toString());
    }
}
