package io.tenantry.platform.postgres;

/** The embedded server cannot do its work. The message is written for the person who started it and says what to do. */
public final class PostgresFailure extends RuntimeException {
    public PostgresFailure(String message) {
        super(message);
    }

    public PostgresFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
