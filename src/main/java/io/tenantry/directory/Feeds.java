package io.tenantry.directory;

import io.tenantry.access.Access;
import io.tenantry.access.Caller;
import io.tenantry.access.Permission;
import io.tenantry.access.Reach;
import io.tenantry.directory.internal.FeedRows;
import io.tenantry.directory.internal.FeedRows.Feed;
import io.tenantry.directory.internal.Writing;
import io.tenantry.kernel.Refusal;
import io.tenantry.platform.database.Database;
import io.tenantry.platform.database.Session;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Directories that people come from have the only word on what they say of them: it is changed there, and refused here by
 * whatever way it comes. What a directory does not say is the hub's own.
 */
@Component
public class Feeds {
    /** The reason of an account that is disabled because its directory says so. */
    public static final String DISABLED_THERE = "externalAccountDisabled";

    private final Database database;
    private final Access access;

    Feeds(Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /** The properties of a user that a directory says; none for people who live in the hub. Needs {@code user.read}. */
    public Set<UserField> properties(Caller caller, User user) {
        Reach reach = access.require(caller, Permission.USER_READ, user.organization());
        Set<UserField> properties = EnumSet.noneOf(UserField.class);
        Feed feed = FeedRows.of(database, reach, user);
        if (feed != null) {
            for (UserField property : UserField.values()) {
                if (feed.columns().contains(property.column())) {
                    properties.add(property);
                }
            }
        }
        return properties;
    }

    /**
     * Refuses a change of what a directory says.
     *
     * @throws Refusal (MALFORMED) naming the property, (CONFLICT) when an account is to be enabled that the directory disables
     */
    static void refuse(Session session, User before, Writing<UserField> writing) {
        Feed feed = FeedRows.of(session, before);
        if (feed == null) {
            return;
        }
        for (UserField property : UserField.values()) {
            if (writing.has(property) && feed.columns().contains(property.column())) {
                throw new Refusal(
                        Refusal.Reason.MALFORMED,
                        "The property '" + writing.called(property) + "' of this person comes from the directory '"
                                + feed.source() + "' and is changed there",
                        writing.called(property));
            }
        }
        Refusal.unless(
                !writing.has(UserField.ACCOUNT_ENABLED) || !DISABLED_THERE.equals(before.inactiveReason()),
                Refusal.Reason.CONFLICT,
                "The account is disabled in the directory '" + feed.source() + "' and is enabled there",
                writing.called(UserField.ACCOUNT_ENABLED));
    }
}
