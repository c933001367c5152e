package io.tenantry.directory;

import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group of principals in one organization.
 *
 * @param objectId what the provider calls it; the hub's own id for groups that live in the hub
 * @param scimExternalId what an identity provider calls it that provisions groups over SCIM
 * @param system whether the group belongs to the hub itself, so that nobody renames or deletes it
 * @param renewedAt when its owners last confirmed that it is needed; at first when it was made
 * @param modifiedAt when this version began
 * @param version counts changes, from 1
 */
public record Group(
        GroupId id,
        OrganizationId organization,
        UUID objectId,
        @Nullable String externalId,
        @Nullable String scimExternalId,
        Kind kind,
        String displayName,
        @Nullable String description,
        @Nullable String mail,
        @Nullable String mailNickname,
        boolean mailEnabled,
        boolean securityEnabled,
        List<String> groupTypes,
        @Nullable String visibility,
        @Nullable String classification,
        boolean system,
        Instant createdAt,
        Instant renewedAt,
        Instant modifiedAt,
        @Nullable Instant deletedAt,
        long version) {
    /** The value of any property, as {@link Values} would take it. */
    public @Nullable Object value(GroupField field) {
        return switch (field) {
            case ID -> id.value();
            case ORGANIZATION -> organization.value();
            case OBJECT_ID -> objectId;
            case CREATED -> createdAt;
            case MODIFIED -> modifiedAt;
            case RENEWED -> renewedAt;
            case DELETED -> deletedAt;
            case KIND -> kind.stored();
            case EXTERNAL_ID -> externalId;
            case SCIM_EXTERNAL_ID -> scimExternalId;
            case DISPLAY_NAME -> displayName;
            case DESCRIPTION -> description;
            case MAIL -> mail;
            case MAIL_NICKNAME -> mailNickname;
            case MAIL_ENABLED -> mailEnabled;
            case SECURITY_ENABLED -> securityEnabled;
            case GROUP_TYPES -> groupTypes;
            case VISIBILITY -> visibility;
            case CLASSIFICATION -> classification;
            case SYSTEM -> system;
        };
    }

    /** What kind of group. Hub user groups exist for roles inside the hub; the others are the provider's. */
    public enum Kind {
        HUB("hub"),
        SECURITY("security"),
        MICROSOFT_365("microsoft365");

        private final String stored;

        Kind(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        public static Kind ofStored(String stored) {
            return switch (stored) {
                case "hub" -> HUB;
                case "security" -> SECURITY;
                case "microsoft365" -> MICROSOFT_365;
                default -> throw new IllegalArgumentException(stored);
            };
        }
    }
}
