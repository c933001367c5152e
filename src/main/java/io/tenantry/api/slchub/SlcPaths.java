package io.tenantry.api.slchub;

import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Refusal;
import java.util.UUID;

/** The dialect's roots, and the ids in its paths. One that is no id is refused before anything is looked up. */
final class SlcPaths {
    /** For the caller's own organization. */
    static final String ROOT = "/api/auth/v1";

    /** For any organization the caller reaches. */
    static final String OF_ORGANIZATION = "/slchub/{organizationId}" + ROOT;

    private static final int UUID_LENGTH = 36;
    private static final int SHOWN_MAX = 64;

    private SlcPaths() {}

    static UserKey user(String text) {
        return new UserKey.Id(new UserId(uuid(text, "userId")));
    }

    static GroupKey group(String text) {
        return new GroupKey.Id(new GroupId(uuid(text, "groupId")));
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
