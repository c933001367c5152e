package io.tenantry.api;

import io.tenantry.kernel.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Members that a body must have. JSON leaves out what it likes, whatever our types say. */
public final class Given {
    private Given() {}

    public static <T> T needed(@Nullable T value, String member) {
        if (value == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "'" + member + "' is needed", member);
        }
        return value;
    }

    /** A list without holes. */
    public static <T> List<T> all(@Nullable List<T> values, String member) {
        return needed(values, member).stream()
                .map(value -> needed(value, member))
                .toList();
    }
}
