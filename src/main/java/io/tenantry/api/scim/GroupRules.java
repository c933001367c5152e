package io.tenantry.api.scim;

import io.tenantry.access.PrincipalKind;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Memberships;
import io.tenantry.query.Field;
import io.tenantry.query.dialect.ScimElement;
import io.tenantry.query.dialect.ScimRules;
import java.util.Map;

/** What lists of groups can be asked about. */
final class GroupRules {
    private static final Field ID = GroupField.ID.named("id");

    static final Question.Rules RULES = new Question.Rules(
            Resource.GROUP,
            ScimRules.of(Schema.GROUP.id())
                    .with(
                            ID,
                            GroupField.DISPLAY_NAME.named("displayName"),
                            GroupField.SCIM_EXTERNAL_ID.named("externalId").exact(),
                            GroupField.CREATED.named("meta.created"),
                            GroupField.MODIFIED.named("meta.lastModified"))
                    .several(
                            GroupShape.MEMBERS,
                            ScimElement.each(
                                    Map.of("type", "User"), Memberships.membersOfGroup("value", PrincipalKind.USER)),
                            ScimElement.each(
                                    Map.of("type", "Group"), Memberships.membersOfGroup("value", PrincipalKind.GROUP))),
            ID);

    private GroupRules() {}
}
