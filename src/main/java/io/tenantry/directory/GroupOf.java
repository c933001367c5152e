package io.tenantry.directory;

/**
 * A group that a principal belongs to.
 *
 * @param direct whether he is a member of the group itself, rather than of one that lies within it
 */
public record GroupOf(Group group, boolean direct) {}
