package io.tenantry.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Versions in the header {@code If-Match}, for dialects in which an unknown entity tag is that of no version there is. */
public final class IfMatch {
    /** Describes the header to the readers of the documentation. */
    public static final String HEADER = "If-Match";

    private static final int DIGITS_MAX = 18;
    private static final long NO_VERSION = -1;

    private IfMatch() {}

    /** The entity tag a caller has seen, without its quotes, or null when he does not mind. */
    public static @Nullable String tag(@Nullable String ifMatch) {
        return ifMatch == null || ifMatch.strip().equals("*")
                ? null
                : ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
    }

    /** The version a caller has seen, or null when he does not mind. */
    public static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        String etag = Objects.requireNonNull(tag(ifMatch));
        boolean digits =
                !etag.isEmpty() && etag.length() <= DIGITS_MAX && etag.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(etag) : NO_VERSION;
    }
}
