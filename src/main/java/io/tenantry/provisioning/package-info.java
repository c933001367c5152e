/** Other systems that speak SCIM: what is read from them, and the people and groups that are provisioned to them. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "query",
            "query :: dialect",
            "tenancy",
            "access",
            "audit",
            "directory"
        })
@NullMarked
package io.tenantry.provisioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
