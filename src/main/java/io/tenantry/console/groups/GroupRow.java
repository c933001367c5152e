package io.tenantry.console.groups;

import io.tenantry.console.lists.Cell;
import io.tenantry.console.lists.Column;
import io.tenantry.directory.Group;
import io.tenantry.directory.GroupField;
import io.tenantry.query.Catalogue;
import io.tenantry.query.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group in a list.
 *
 * @param organization the name of where it is; null for those who may see groups but not organizations
 */
public record GroupRow(Group group, @Nullable String organization) {
    public static final Field NAME = GroupField.DISPLAY_NAME.named("displayName");

    /** What filters may name and lists may be sorted by. */
    public static final Catalogue CATALOGUE = Catalogue.of(
            Field.id("id", GroupField.ID.column()),
            NAME,
            GroupField.ORGANIZATION.named("organizationId"),
            GroupField.OBJECT_ID.named("objectId"),
            GroupField.EXTERNAL_ID.named("externalId"),
            GroupField.KIND.named("kind"),
            GroupField.DESCRIPTION.named("description"),
            GroupField.MAIL.named("mail"),
            GroupField.MAIL_NICKNAME.named("mailNickname"),
            GroupField.MAIL_ENABLED.named("mailEnabled"),
            GroupField.SECURITY_ENABLED.named("securityEnabled"),
            GroupField.VISIBILITY.named("visibility"),
            GroupField.CLASSIFICATION.named("classification"),
            GroupField.CREATED.named("createdAt"),
            GroupField.MODIFIED.named("modifiedAt"),
            GroupField.DELETED.named("deletedAt"));

    static List<Column<GroupRow>> columns() {
        return List.of(
                Column.usual(
                        "displayName", "Name", row -> Cell.linked(row.group().displayName(), row.link())),
                Column.usual("organization", "Organization", row -> Cell.of(row.organization())),
                Column.usual(
                        "kind",
                        "Kind",
                        row -> Cell.of(GroupKinds.label(row.group().kind()))),
                Column.usual(
                        "description", "Description", row -> Cell.of(row.group().description())),
                Column.usual("mail", "Mail", row -> Cell.of(row.group().mail())),
                Column.further(
                        "mailNickname",
                        "Mail nickname",
                        row -> Cell.of(row.group().mailNickname())),
                Column.further(
                        "visibility", "Visibility", row -> Cell.of(row.group().visibility())),
                Column.further(
                        "classification",
                        "Classification",
                        row -> Cell.of(row.group().classification())),
                Column.further(
                        "externalId", "External id", row -> Cell.of(row.group().externalId())),
                Column.further(
                        "objectId", "Object id", row -> Cell.value(row.group().objectId())),
                Column.further("id", "Id", row -> Cell.value(row.group().id().value())),
                Column.further(
                        "createdAt", "Created", row -> Cell.moment(row.group().createdAt())),
                Column.further(
                        "modifiedAt", "Changed", row -> Cell.moment(row.group().modifiedAt())));
    }

    public String link() {
        return link(group);
    }

    /** Where a group's page is. */
    public static String link(Group group) {
        return "/console/groups/" + group.organization() + "/" + group.id().value();
    }
}
