package io.tenantry.usage;

import io.tenantry.kernel.Refusal;
import io.tenantry.tenancy.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells when people signed in who live elsewhere. A bean for each kind of place. */
public interface SignInLog extends ActivityLog {
    /**
     * Reads what there is since a moment, page by page.
     *
     * @throws Refusal when it cannot be read, or not to its end
     */
    void read(OrganizationId organization, Instant since, Consumer<List<SignIn>> pages);

    /** Somebody, by the id of the directory he lives in, and when he signed in. */
    record SignIn(UUID objectId, Instant at) {}
}
