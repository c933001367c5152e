package io.tenantry.api.own;

import io.tenantry.directory.GroupId;
import io.tenantry.directory.GroupKey;
import io.tenantry.directory.UserId;
import io.tenantry.directory.UserKey;
import io.tenantry.kernel.Ids;
import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;

/** The API's root, and the ids in its paths. One that is no id is refused before anything is looked up. */
final class Paths {
    static final String ROOT = "/api/v1";
    static final String ORGANIZATIONS = ROOT + "/organizations";
    static final String ORGANIZATION = ORGANIZATIONS + "/{organizationId}";

    private Paths() {}

    static OrganizationId organization(String text) {
        return new OrganizationId(uuid(text, "organizationId"));
    }

    /** A user, by the hub's id or by sign-in name. */
    static UserKey user(String text) {
        return text.indexOf('@') > 0 ? new UserKey.Upn(text) : new UserKey.Id(new UserId(uuid(text, "userId")));
    }

    static GroupKey group(String text) {
        return new GroupKey.Id(new GroupId(uuid(text, "groupId")));
    }

    static UUID uuid(String text, String name) {
        return Ids.given(text, name);
    }
}
