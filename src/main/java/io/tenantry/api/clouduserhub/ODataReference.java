package io.tenantry.api.clouduserhub;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenantry.access.PrincipalKind;
import io.tenantry.kernel.Refusal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A body that refers to a user or group: {@code {"@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/…"}}. Which
 * host it names does not matter.
 */
record ODataReference(@JsonProperty("@odata.id") @Nullable String id) {
    private static final String MEMBER = "@odata.id";
    private static final int LENGTH_MAX = 500;

    /** The object id at the end of the link. */
    UUID objectId() {
        String link = link();
        String last = link.substring(link.lastIndexOf('/') + 1);
        if (last.endsWith("')") && last.contains("('")) {
            last = last.substring(last.indexOf("('") + 2, last.length() - 2);
        }
        return Keys.uuid(last, MEMBER);
    }

    /** What the link says it refers to, or null when it leaves that open. */
    @Nullable
    PrincipalKind kind() {
        String link = link();
        String rest = link.substring(0, Math.max(link.lastIndexOf('/'), 0));
        String last = link.substring(link.lastIndexOf('/') + 1);
        String collection =
                last.contains("('") ? last.substring(0, last.indexOf("('")) : rest.substring(rest.lastIndexOf('/') + 1);
        return switch (collection.toLowerCase(Locale.ROOT)) {
            case "directoryobjects" -> null;
            case "users" -> PrincipalKind.USER;
            case "groups" -> PrincipalKind.GROUP;
            default -> throw malformed();
        };
    }

    private String link() {
        if (id == null || id.isBlank() || id.length() > LENGTH_MAX) {
            throw malformed();
        }
        return id.strip();
    }

    private static Refusal malformed() {
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "'@odata.id' has to be a link such as https://graph.microsoft.com/v1.0/directoryObjects/{id}",
                MEMBER);
    }
}
