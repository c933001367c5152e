package io.tenantry.api.snowatlas;

import java.util.UUID;

/** Where something related is. */
record Link(String href, String rel, String method) {
    static Link toTask(UUID id) {
        return new Link(AtlasPaths.ROOT + "/tasks/" + id, "self", "GET");
    }

    static Link toSummary(String things, UUID id) {
        return new Link(AtlasPaths.ROOT + "/" + things + "/bulk-update/" + id, "bulk-update-" + things, "GET");
    }
}
