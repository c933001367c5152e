/** Organizations whose people live in a Microsoft tenant: connections, the mirror, and what is passed on to Microsoft. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "tenancy",
            "access",
            "audit",
            "directory",
            "licensing",
            "automation",
            "usage"
        })
@NullMarked
package io.tenantry.microsoft;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
