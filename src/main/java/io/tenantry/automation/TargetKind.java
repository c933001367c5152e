package io.tenantry.automation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a command block acts on. */
public enum TargetKind {
    USER("User"),
    GROUP("Group"),
    ORGANIZATION("Organization"),
    DEVICE("Device");

    private final String wireName;

    TargetKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The kind of this name, or null when there is none. */
    public static @Nullable TargetKind named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst()
                .orElse(null);
    }
}
