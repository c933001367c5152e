package io.tenantry.api.clouduserhub;

/** Where the mirror of Microsoft Graph stands: what follows {@code v1.0} is Graph's own path. */
final class GraphPaths {
    static final String AT_ROOT = "/graph/v1/organizations/{organizationId}/v1.0";
    static final String PREFIXED = "/clouduserhub" + AT_ROOT;

    private GraphPaths() {}
}
