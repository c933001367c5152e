/** Command blocks: typed actions on people, groups, organizations and devices, and the jobs that carry them out. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "query",
            "tenancy",
            "access",
            "audit",
            "changes",
            "credentials",
            "directory",
            "licensing",
            "organizations",
            "signin",
            "workplace"
        })
@NullMarked
package io.tenantry.automation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
