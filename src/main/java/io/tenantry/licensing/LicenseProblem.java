package io.tenantry.licensing;

/** Why somebody was given a licence and does not hold it. */
public enum LicenseProblem {
    /** Nobody gave a unit back yet. */
    NO_UNITS("units", "CountViolation", "No unit was left; the licence takes the next that comes free"),
    NO_USAGE_LOCATION(
            "location",
            "ProhibitedInUsageLocationViolation",
            "The usage location is missing; the licence takes a unit when it is set"),
    DELETED("deleted", "Other", "The account is deleted; the licence takes a unit again when it is restored");

    private final String stored;
    private final String graphName;
    private final String meaning;

    LicenseProblem(String stored, String graphName, String meaning) {
        this.stored = stored;
        this.graphName = graphName;
        this.meaning = meaning;
    }

    public String stored() {
        return stored;
    }

    /** What Microsoft Graph calls it in {@code licenseAssignmentStates}. */
    public String graphName() {
        return graphName;
    }

    /** One sentence for the person who asks why. */
    public String meaning() {
        return meaning;
    }

    public static LicenseProblem ofStored(String text) {
        for (LicenseProblem problem : values()) {
            if (problem.stored.equals(text)) {
                return problem;
            }
        }
        throw new IllegalArgumentException(text);
    }
}
