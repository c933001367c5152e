package io.tenantry.platform.database;

import java.util.Collection;
import java.util.UUID;

/**
 * A list of ids for {@code = ANY (?::uuid[])} that the index of a key looks up one by one. One plan fits any number of them, so
 * that the statement is planned once, unlike one with a bare list.
 */
public record Keys(Collection<UUID> ids) {}
