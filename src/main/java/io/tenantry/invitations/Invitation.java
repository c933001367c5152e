package io.tenantry.invitations;

import io.tenantry.directory.UserId;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open invitation: neither taken up nor revoked. When it is past its time it can still be sent again.
 *
 * @param createdBy who sent it, by sign-in name
 */
public record Invitation(
        OrganizationId organization,
        UUID id,
        UserId user,
        String userName,
        String displayName,
        @Nullable String mail,
        Instant createdAt,
        @Nullable String createdBy,
        Instant expiresAt) {}
