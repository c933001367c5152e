package io.tenantry.platform.postgres;

/** Where the database is and how its owner signs in. The same for the embedded server and for one of the operator's own. */
public record DatabaseLocation(String url, String user, String password) {
    /** Without the password, because locations end up in log lines. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
