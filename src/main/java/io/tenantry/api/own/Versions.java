package io.tenantry.api.own;

import io.tenantry.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Versions of things as entity tags. */
final class Versions {
    private static final int DIGITS_MAX = 18;

    private Versions() {}

    static <T> ResponseEntity<T> tagged(T body, long version) {
        return ResponseEntity.ok().eTag(Long.toString(version)).body(body);
    }

    /** The answer to a request that made something. */
    static <T> ResponseEntity<T> created(T body, long version, String location) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, location)
                .eTag(Long.toString(version))
                .body(body);
    }

    /** The version a caller wants to change, or null when any will do. */
    static @Nullable Long wanted(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        String digits = ifMatch.strip().replace("\"", "");
        Refusal.unless(
                !digits.isEmpty()
                        && digits.length() <= DIGITS_MAX
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9'),
                Refusal.Reason.MALFORMED,
                "If-Match is the ETag of an earlier answer",
                "If-Match");
        return Long.valueOf(digits);
    }
}
