package io.tenantry.automation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What becomes of a command set when one of its blocks fails. */
public enum OnFailure {
    /** The set ends there. */
    STOP("stop"),
    /** The blocks after it are run all the same. */
    CONTINUE("continue"),
    /** The set ends there, and what was done before is undone where blocks declare an inverse. */
    COMPENSATE("compensate");

    private final String wireName;

    OnFailure(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The one of this name, or null when there is none. */
    public static @Nullable OnFailure named(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName.equals(wireName))
                .findFirst()
                .orElse(null);
    }
}
