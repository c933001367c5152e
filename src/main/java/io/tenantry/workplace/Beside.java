package io.tenantry.workplace;

import io.tenantry.platform.database.Session;

/**
 * Something another module writes in the transaction of a change here, so that both happen or neither.
 *
 * @param <T> what is there after the change
 */
@FunctionalInterface
public interface Beside<T> {
    void write(Session session, T after);
}
