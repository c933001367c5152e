package io.tenantry.directory;

/** Which people a list shows: those who are there, those who are deleted and can still be restored, or both. */
public enum Lifetime {
    LIVING,
    DELETED,
    ANY
}
