package io.tenantry.access;

/** What kind of thing acts or is acted upon, as it stands in the database. */
public enum PrincipalKind {
    USER("user"),
    GROUP("group"),
    SERVICE_ACCOUNT("service account");

    private final String stored;

    PrincipalKind(String stored) {
        this.stored = stored;
    }

    public String stored() {
        return stored;
    }

    public static PrincipalKind ofStored(String stored) {
        for (PrincipalKind kind : values()) {
            if (kind.stored.equals(stored)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(stored);
    }
}
