package io.tenantry.api.scim;

import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.UUID;

/** The dialect's roots, and the ids in its paths. */
final class ScimPaths {
    /** For the caller's own organization. */
    static final String ROOT = "/scim/v2";

    /** For any organization the caller reaches. */
    static final String OF_ORGANIZATION = ROOT + "/{organizationId}";

    static final String USERS = "/Users";
    static final String GROUPS = "/Groups";

    /** What is answered in and, besides plain JSON, read. */
    static final String MEDIA_TYPE = "application/scim+json";

    static final String JSON = "application/json";

    /** An extension of ours, on lists and on single resources. */
    static final String AS_OF_OPTION = "asOf: a date or moment of the past, to be told what was so then";

    private static final int SHOWN_MAX = 80;

    private ScimPaths() {}

    /** The organization that a path names. */
    static UUID organization(String text) {
        UUID id = Ids.read(text);
        if (id == null) {
            throw new Refusal(Refusal.Reason.MALFORMED, "'" + shown(text) + "' is not an id", "organizationId");
        }
        return id;
    }

    /** The id of a user or group; ids are opaque to clients, so that one which cannot be is nobody's. */
    static UUID resource(String text, Resource resource) {
        UUID id = Ids.read(text);
        if (id == null) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND, "The organization has no such " + resource.word() + ": " + shown(text));
        }
        return id;
    }

    /** A caller's text, short enough for a message. */
    static String shown(String text) {
        return Shortened.to(SHOWN_MAX, text);
    }
}
