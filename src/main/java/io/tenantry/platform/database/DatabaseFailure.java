package io.tenantry.platform.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement that PostgreSQL refused or that never reached it. Modules turn the ones they expect into a refusal. */
public final class DatabaseFailure extends RuntimeException {
    private final @Nullable String state;
    private final @Nullable String constraint;

    /** For code that works on the connection itself. */
    public DatabaseFailure(SQLException cause) {
        super(cause);
        state = cause.getSQLState();
        ServerErrorMessage told = cause instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        constraint = told == null ? null : told.getConstraint();
    }

    /** Whether a unique index or constraint of this name stood in the way. */
    public boolean violatesUnique(String name) {
        return "23505".equals(state) && name.equals(constraint);
    }

    /** Whether two transactions waited for one another, and this one was ended so that the other can go on. */
    public boolean isDeadlock() {
        return "40P01".equals(state);
    }

    /** Whether the statement was stopped because it took too long. */
    public boolean isTimeout() {
        return "57014".equals(state);
    }

    /** Whether row-level security refused the row that was to be written. */
    public boolean violatesReach() {
        return "42501".equals(state);
    }

    /** Whether a group would have come to lie within itself; raised by the trigger that follows memberships. */
    public boolean closesCircle() {
        return "TN001".equals(state);
    }

    /** Whether the database could not be reached, or ended the connection. Trying again later may help. */
    public boolean isUnavailable() {
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }

    /** The five-character SQLSTATE, or null when the failure did not come from the server. */
    public @Nullable String state() {
        return state;
    }
}
