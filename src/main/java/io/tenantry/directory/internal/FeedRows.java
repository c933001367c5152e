package io.tenantry.directory.internal;

import io.tenantry.access.Reach;
import io.tenantry.directory.User;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What directories say of the people they feed, as the function feed_of tells it. */
public final class FeedRows {
    private static final String FEED = "SELECT source, columns FROM feed_of(?, ?)";

    private FeedRows() {}

    /**
     * What a directory says of a person.
     *
     * @param source what the directory is called
     * @param columns where the properties are kept that it says
     */
    public record Feed(String source, Set<String> columns) {
        public Feed {
            columns = Set.copyOf(columns);
        }
    }

    /** The directory that feeds the user, or null. Everybody who is fed has an id there. */
    public static @Nullable Feed of(Session session, User user) {
        return user.isExternal()
                ? session.first(
                        FEED,
                        FeedRows::read,
                        user.organization().value(),
                        user.id().value())
                : null;
    }

    /** The same outside a transaction. */
    public static @Nullable Feed of(Database database, Reach reach, User user) {
        return user.isExternal()
                ? database.first(
                        reach,
                        FEED,
                        FeedRows::read,
                        user.organization().value(),
                        user.id().value())
                : null;
    }

    private static Feed read(ResultSet row) throws SQLException {
        return new Feed(
                row.getString(1), Set.copyOf(List.of((String[]) row.getArray(2).getArray())));
    }
}
