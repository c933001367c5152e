package io.tenantry.federation.internal;

import com.unboundid.ldap.sdk.SearchResultEntry;
import io.tenantry.directory.GroupField;
import io.tenantry.directory.Values;
import io.tenantry.federation.LdapSettings;
import io.tenantry.kernel.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group as the directory has it. */
record GroupEntry(
        String externalId,
        String dnKey,
        String name,
        @Nullable String description) {
    /** What can be known of a group without its members. */
    static List<String> attributes(LdapSettings settings) {
        return List.of("cn", "description", settings.externalIdAttribute(), "modifyTimestamp");
    }

    /** The group, or null when it has no name or nothing that will stay the same. */
    static @Nullable GroupEntry of(SearchResultEntry entry, LdapSettings settings) {
        String externalId = ExternalIds.read(entry, settings.externalIdAttribute());
        String dnKey = PersonEntry.key(entry.getDN());
        String name = fitting(GroupField.DISPLAY_NAME, entry.getAttributeValue("cn"));
        return externalId == null || dnKey == null || name == null
                ? null
                : new GroupEntry(
                        externalId,
                        dnKey,
                        name,
                        fitting(GroupField.DESCRIPTION, entry.getAttributeValue("description")));
    }

    private static @Nullable String fitting(GroupField field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return new Values<GroupField>().set(field, text.strip()).text(field);
        } catch (Refusal unusable) {
            return null;
        }
    }
}
