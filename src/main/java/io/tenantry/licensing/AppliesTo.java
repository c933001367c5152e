package io.tenantry.licensing;

/** Whom a product or service plan is for: single people, or the organization as a whole. */
public enum AppliesTo {
    USER("User"),
    COMPANY("Company");

    private final String stored;

    AppliesTo(String stored) {
        this.stored = stored;
    }

    /** As the table and Microsoft spell it. */
    public String stored() {
        return stored;
    }

    public static AppliesTo ofStored(String text) {
        return text.equals(COMPANY.stored) ? COMPANY : USER;
    }
}
