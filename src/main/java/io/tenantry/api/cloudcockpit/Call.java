package io.tenantry.api.cloudcockpit;

import io.tenantry.access.Caller;

/**
 * Who calls, and to whose portal.
 *
 * @param tenant the header {@code X-Tenant}: a domain, the name or the id of the operator's organization
 */
record Call(Caller caller, String tenant) {
    static final String TENANT = "X-Tenant";
}
