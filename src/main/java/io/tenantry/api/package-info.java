/** The edge. One package per client we must not break; none of them knows another. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "provisioning",
            "query",
            "query :: dialect",
            "tenancy",
            "organizations",
            "access",
            "audit",
            "changes",
            "automation",
            "branding",
            "credentials",
            "customers",
            "directory",
            "imports",
            "federation",
            "licensing",
            "emulation",
            "events",
            "microsoft",
            "signin",
            "workplace",
            "invitations",
            "selfservice",
            "usage"
        })
@NullMarked
package io.tenantry.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
