package io.tenantry.usage;

import java.util.Locale;
import java.util.UUID;

/** Whose activity is counted. */
public sealed interface KpiSubject {
    /** All people. */
    record Everyone() implements KpiSubject {}

    /** The people of a department; those without one where the name is empty. */
    record Department(String name) implements KpiSubject {}

    /** The people who have an account in an application, and what they do there. */
    record InApplication(UUID application) implements KpiSubject {}

    /** How it is called in the table of days. */
    default String stored() {
        return switch (this) {
            case Everyone() -> "organization";
            case Department(String _) -> "department";
            case InApplication(UUID _) -> "application";
        };
    }

    /** Which of its kind it is, in the table of days. */
    default String key() {
        return switch (this) {
            case Everyone() -> "";
            case Department(String name) -> name.toLowerCase(Locale.ROOT);
            case InApplication(UUID application) -> application.toString();
        };
    }
}
