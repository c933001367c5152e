package io.tenantry.automation;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a command block acts on. */
public enum TargetKind {
    USER("User"),
    GROUP("Group"),
    ORGANIZATION("Organization"),
    DEVICE("Device");

    private static final Map<String, TargetKind> NAMED =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TargetKind::wireName, Function.identity()));

    private final String wireName;

    TargetKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The kind of this name, or null when there is none. */
    public static @Nullable TargetKind named(String wireName) {
        return NAMED.get(wireName);
    }
}
