package io.tenantry.licensing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who was given a product.
 *
 * @param enabled whether the account can be used
 * @param problem why he does not hold it, or null when he does
 * @param direct whether he was given it himself
 * @param groups through how many groups it comes
 */
public record Holder(
        UUID userId,
        String upn,
        String displayName,
        boolean enabled,
        @Nullable LicenseProblem problem,
        Instant since,
        boolean direct,
        int groups) {}
