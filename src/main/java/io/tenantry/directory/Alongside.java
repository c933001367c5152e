package io.tenantry.directory;

import io.tenantry.platform.database.Session;
import org.jspecify.annotations.Nullable;

/** Something another module writes in the transaction of a user's change, so that both happen or neither. */
@FunctionalInterface
public interface Alongside {
    Alongside NOTHING = (session, user) -> {};

    void write(Session session, User user);

    /** The same for whoever asks what has changed: without a change both are the same. */
    default void write(Session session, User before, User after) {
        write(session, after);
    }

    /** A password that goes to where the user lives, when that is not here; else null. */
    default @Nullable NewPassword password() {
        return null;
    }

    /** Nothing to be written here, and a password that goes to where the user lives. */
    static Alongside elsewhere(NewPassword password) {
        return new Alongside() {
            @Override
            public void write(Session session, User user) {}

            @Override
            public NewPassword password() {
                return password;
            }
        };
    }

    /** This, and the other after it. */
    default Alongside and(Alongside other) {
        Alongside first = this;
        return new Alongside() {
            @Override
            public void write(Session session, User user) {
                first.write(session, user);
                other.write(session, user);
            }

            @Override
            public void write(Session session, User before, User after) {
                first.write(session, before, after);
                other.write(session, before, after);
            }

            @Override
            public @Nullable NewPassword password() {
                NewPassword password = first.password();
                return password == null ? other.password() : password;
            }
        };
    }
}
