package io.tenantry.directory;

/**
 * A group that a user or group belongs to, with no more than its name.
 *
 * @param direct whether he is a member of the group itself, rather than of one that lies within it
 */
public record NamedGroup(GroupId id, String displayName, boolean direct) {}
