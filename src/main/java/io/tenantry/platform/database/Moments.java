package io.tenantry.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Moments in rows, which the driver gives with an offset. */
public final class Moments {
    private Moments() {}

    /** The moment in a column that may be empty. */
    public static @Nullable Instant orNull(ResultSet row, int column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
