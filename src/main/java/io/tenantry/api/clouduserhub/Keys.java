package io.tenantry.api.clouduserhub;

import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/** Reads the ids in paths. One that is no id is refused before anything is looked up. */
final class Keys {
    private static final int SHOWN_MAX = 36;

    private Keys() {}

    static OrganizationId organization(String text) {
        return new OrganizationId(uuid(text, "organizationId"));
    }

    /** A user as Graph names him: by object id or by user principal name. */
    static UserKey user(String text) {
        return text.indexOf('@') > 0 ? new UserKey.Upn(text) : new UserKey.ObjectId(uuid(text, "id"));
    }

    static GroupKey group(String text) {
        return new GroupKey.ObjectId(uuid(text, "id"));
    }

    static GroupKey userGroup(String text) {
        return new GroupKey.Id(new GroupId(uuid(text, "userGroupId")));
    }

    static UUID uuid(String text, String name) {
        UUID id = Ids.read(text);
        if (id != null) {
            return id;
        }
        String shown = Shortened.to(SHOWN_MAX, text);
        throw new Refusal(Refusal.Reason.MALFORMED, "Invalid object identifier '" + shown + "'", name);
    }
}
