package io.tenantry.directory;

import io.tenantry.access.PrincipalKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A principal's membership of a group.
 *
 * @param id of the membership itself
 * @param memberId the principal's hub id
 * @param objectId what the provider calls the principal
 * @param upn the sign-in name of a user; null for groups and service accounts
 * @param mail the member's address, or null
 * @param direct whether the group is the one that was asked about, rather than one that lies within it
 * @param modifiedAt when this version of the membership began
 */
public record Member(
        UUID id,
        GroupId group,
        UUID memberId,
        PrincipalKind kind,
        UUID objectId,
        String name,
        @Nullable String upn,
        @Nullable String mail,
        Instant createdAt,
        Instant modifiedAt,
        boolean direct) {
    public @Nullable Object value(MemberField field) {
        return switch (field) {
            case ID -> id;
            case GROUP -> group.value();
            case MEMBER -> memberId;
            case MEMBER_KIND -> kind.stored();
            case OBJECT_ID -> objectId;
            case NAME -> name;
            case UPN -> upn;
            case MAIL -> mail;
            case CREATED -> createdAt;
            case MODIFIED -> modifiedAt;
            case DIRECT -> direct;
        };
    }
}
