package io.tenantry.bench.internal;

import java.io.IOException;
import java.sql.SQLException;

/** One client's way of doing one thing again and again; it owns the connection it does it over. */
public interface Step extends AutoCloseable {
    /** Does it once. A wrong answer is an exception: a benchmark of failures measures nothing. */
    void once() throws Exception;

    @Override
    void close() throws IOException, SQLException;

    /** Opens a client. */
    @FunctionalInterface
    interface Opening {
        /** Opens the client of this number, from 0. */
        Step open(int client) throws Exception;
    }
}
