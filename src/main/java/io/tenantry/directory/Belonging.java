package io.tenantry.directory;

/** In which way somebody belongs to a group. */
public enum Belonging {
    /** A member of the group itself. */
    DIRECT,
    /** A member of a group within it, over any number of steps, and not of the group itself. */
    INDIRECT,
    /** Either. */
    ANY
}
