package io.tenantry.api.snowatlas;

import io.tenantry.kernel.Refusal;
import java.util.UUID;

/** Where the dialect is served, and the ids in its paths. */
final class AtlasPaths {
    static final String ROOT = "/api/saas/consolidated-view/v1";
    static final String AUDIT = "/api/audit/v2";

    private static final int UUID_LENGTH = 36;
    private static final int SHOWN_MAX = 64;

    private AtlasPaths() {}

    static UUID uuid(String text, String name) {
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notAnId) {
            // told below, as for a text of another length
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "'" + shown(text) + "' is not an ID", name);
    }

    /** A caller's text, short enough for a message. */
    static String shown(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }

    /** Says in the dialect's words that there is no such thing; other refusals stay as they are. */
    static Refusal missing(Refusal refusal, UUID id) {
        return refusal.reason() == Refusal.Reason.NOT_FOUND
                ? new Refusal(Refusal.Reason.NOT_FOUND, "Resource with ID '" + id + "' not found.")
                : refusal;
    }
}
