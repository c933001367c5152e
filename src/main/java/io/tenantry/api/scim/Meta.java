package io.tenantry.api.scim;

import io.tenantry.directory.User;
import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What is told about a resource, and its version, which is its ETag. */
final class Meta {
    private static final int ATTEMPTS = 3;

    private Meta() {}

    static Map<String, Object> of(
            Resource resource, Instant created, Instant modified, String location, String version) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("resourceType", resource.type());
        meta.put("created", created.toString());
        meta.put("lastModified", modified.toString());
        meta.put("location", location);
        meta.put("version", version);
        return meta;
    }

    /** The resource with its version and where it is. */
    static ResponseEntity<Map<String, Object>> answer(
            HttpStatus status, String tag, String location, Map<String, Object> shown) {
        return ResponseEntity.status(status)
                .eTag(tag)
                .location(URI.create(location))
                .body(shown);
    }

    static ResponseEntity<Map<String, Object>> unchanged(String tag) {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
    }

    /**
     * Works a change out, and does so again when somebody else has changed the same meanwhile; not where the client meant one
     * version only.
     */
    static <T> T change(@Nullable String version, Supplier<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return change.get();
            } catch (Refusal refusal) {
                if (refusal.reason() != Refusal.Reason.PRECONDITION_FAILED || version != null || attempt == ATTEMPTS) {
                    throw refusal;
                }
            }
        }
    }

    static String tag(User user) {
        return "W/\"" + user.version() + "\"";
    }

    /** The version a change is meant for, as the header {@code If-Match} has it; null when any will do. */
    static @Nullable String wanted(HttpServletRequest request) {
        String wanted = request.getHeader("If-Match");
        return wanted == null || wanted.strip().equals("*") ? null : wanted;
    }

    /** Refuses a change that was meant for another version. */
    static void check(@Nullable String wanted, String tag) {
        Refusal.unless(
                wanted == null || isAmong(wanted, tag),
                Refusal.Reason.PRECONDITION_FAILED,
                "The resource is at version " + tag + " by now");
    }

    /** Whether the client has this version already, as the header {@code If-None-Match} has it. */
    static boolean isKnown(HttpServletRequest request, String tag) {
        String known = request.getHeader("If-None-Match");
        return known != null && (known.strip().equals("*") || isAmong(known, tag));
    }

    /** Weak or strong makes no difference here, and some clients leave the quotes away. */
    private static boolean isAmong(String tags, String tag) {
        for (String each : tags.split(",", -1)) {
            if (plain(each).equals(plain(tag))) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String tag) {
        String text = tag.strip();
        String opaque = text.startsWith("W/") ? text.substring(2) : text;
        return opaque.replace("\"", "");
    }
}
