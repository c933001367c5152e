package io.tenantry.api.cloudcockpit;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/** Where the dialect is served, and the ids in its paths. One that is no id is refused before anything is looked up. */
final class CockpitPaths {
    static final String ROOT = "/v1";
    static final String PREFIXED = "/cloudcockpit" + ROOT;

    private static final int UUID_LENGTH = 36;
    private static final int SHOWN_MAX = 64;

    private CockpitPaths() {}

    static OrganizationId customer(String text) {
        return new OrganizationId(uuid(text, "customerId"));
    }

    static UUID uuid(String text, String name) {
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notAnId) {
            // told below, as for a text of another length
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "'" + shown(text) + "' is not an id", name);
    }

    /** A caller's text, short enough for a message. */
    static String shown(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }
}
