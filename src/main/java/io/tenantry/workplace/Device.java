package io.tenantry.workplace;

import io.tenantry.tenancy.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that people work at.
 *
 * @param state {@code active}, {@code lost} or {@code retired}
 * @param system what runs on it
 */
public record Device(
        OrganizationId organization,
        UUID id,
        String name,
        String state,
        @Nullable String system,
        @Nullable String serial,
        @Nullable UUID owner,
        @Nullable String ownerUpn) {}
