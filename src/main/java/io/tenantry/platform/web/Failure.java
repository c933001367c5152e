package io.tenantry.platform.web;

import io.tenantry.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A request that comes to nothing, before any surface has put it in its own words.
 *
 * @param status the HTTP status that says it best; a surface may know a better one
 * @param reason why, and so who has to act; with status 500 it only says that the fault is the hub's
 * @param message safe to show to the caller
 * @param target what was wrong in the caller's own words (a member, a parameter), or null
 * @param retryAfterSeconds when the same call may succeed, or null when that is unknown
 */
public record Failure(
        int status,
        Refusal.Reason reason,
        String message,
        @Nullable String target,
        @Nullable Long retryAfterSeconds) {
    public Failure(int status, Refusal.Reason reason, String message) {
        this(status, reason, message, null, null);
    }

    public Failure(int status, Refusal.Reason reason, String message, @Nullable String target) {
        this(status, reason, message, target, null);
    }
}
