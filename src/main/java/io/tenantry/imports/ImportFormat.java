package io.tenantry.imports;

/** The kinds of file and system that people come from; CSV files are known by their headings. What they share is read the same way. */
public enum ImportFormat {
    ENTRA_EXPORT("Microsoft Entra user export"),
    ENTRA_BULK_CREATE("Microsoft Entra bulk create template"),
    ADMIN_CENTER_TEMPLATE("Microsoft 365 admin center template"),
    ADMIN_CENTER_EXPORT("Microsoft 365 admin center export"),
    PLAIN("plain CSV"),
    KEYCLOAK("Keycloak realm"),
    LDIF("LDIF"),
    SCIM("SCIM server");

    private final String title;

    ImportFormat(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
