package io.tenantry.api.snowatlas;

import io.tenantry.kernel.Ids;
import io.tenantry.kernel.Refusal;
import io.tenantry.kernel.Shortened;
import java.util.UUID;

/** Where the dialect is served, and the ids in its paths. */
final class AtlasPaths {
    static final String ROOT = "/api/saas/consolidated-view/v1";
    static final String AUDIT = "/api/audit/v2";

    private AtlasPaths() {}

    static UUID uuid(String text, String name) {
        UUID id = Ids.read(text);
        if (id != null) {
            return id;
        }
        throw new Refusal(Refusal.Reason.MALFORMED, "'" + Shortened.of(text) + "' is not an ID", name);
    }

    /** Says in the dialect's words that there is no such thing; other refusals stay as they are. */
    static Refusal missing(Refusal refusal, UUID id) {
        return refusal.reason() == Refusal.Reason.NOT_FOUND
                ? new Refusal(Refusal.Reason.NOT_FOUND, "Resource with ID '" + id + "' not found.")
                : refusal;
    }
}
