package io.tenantry.signin;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somewhere a person is signed in: a browser, or an application that he lets act for him.
 *
 * @param name the browser as far as it told, or the application's name; null when neither is known
 * @param address where the browser was when he signed in, or null when nobody wrote it down
 * @param until when it ends by itself, unless an application is used again before
 * @param isCurrent whether it is the one that asks
 */
public record PersonSession(
        UUID id,
        Kind kind,
        @Nullable String name,
        @Nullable String address,
        Instant since,
        Instant until,
        boolean isCurrent) {
    public enum Kind {
        BROWSER,
        APPLICATION
    }
}
