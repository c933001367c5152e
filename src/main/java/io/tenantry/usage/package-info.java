/** Who uses which software, as many sources tell of it: people made of accounts, what they use, when, and at what cost. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "query",
            "tenancy",
            "access",
            "audit",
            "directory",
            "licensing",
            "changes",
            "federation",
            "provisioning",
            "mail"
        })
@NullMarked
package io.tenantry.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
