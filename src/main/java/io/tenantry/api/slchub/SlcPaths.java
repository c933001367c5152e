package io.tenantry.api.slchub;

import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Ids;
import java.util.UUID;

/** The dialect's roots, and the ids in its paths. One that is no id is refused before anything is looked up. */
final class SlcPaths {
    /** For the caller's own organization. */
    static final String ROOT = "/api/auth/v1";

    /** For any organization the caller reaches. */
    static final String OF_ORGANIZATION = "/slchub/{organizationId}" + ROOT;

    private SlcPaths() {}

    static UserKey user(String text) {
        return new UserKey.Id(new UserId(uuid(text, "userId")));
    }

    static GroupKey group(String text) {
        return new GroupKey.Id(new GroupId(uuid(text, "groupId")));
    }

    static UUID uuid(String text, String name) {
        return Ids.given(text, name);
    }
}
