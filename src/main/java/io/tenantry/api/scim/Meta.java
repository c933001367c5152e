package io.tenantry.api.scim;

import io.tenantry.directory.User;
import io.tenantry.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told about a resource, and its version, which is its ETag. */
final class Meta {
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
