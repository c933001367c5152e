package io.tenantry.usage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a feed or an agent tells of an account; what is null is not told and stays as it was.
 *
 * @param externalId by which the application or the source knows the account
 * @param personKey by which other sources know the same human: an employee number, an immutable id
 * @param subscriptions all that the account has a seat of
 * @param activity when it was used
 */
public record ToldAccount(
        long line,
        String application,
        String vendor,
        String externalId,
        int discoveryType,
        @Nullable String email,
        @Nullable String upn,
        @Nullable String personKey,
        @Nullable String displayName,
        @Nullable Boolean enabled,
        @Nullable String country,
        @Nullable String department,
        @Nullable Instant firstDiscovered,
        @Nullable List<String> subscriptions,
        List<Instant> activity) {}
