package io.tenantry.usage;

import java.time.Instant;
import java.util.UUID;

/**
 * A source that tells of a person.
 *
 * @param firstDiscovered when it first did
 */
public record PersonSource(UUID person, UUID id, String name, int discoveryType, Instant firstDiscovered) {}
