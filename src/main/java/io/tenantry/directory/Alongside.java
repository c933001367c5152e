package io.tenantry.directory;

import io.tenantry.platform.database.Session;

/** Something another module writes in the transaction of a user's change, so that both happen or neither. */
@FunctionalInterface
public interface Alongside {
    Alongside NOTHING = (session, user) -> {};

    void write(Session session, User user);
}
