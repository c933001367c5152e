/** What the hub does by itself, so that nobody has to remember it: sealing, counting, purging, mailing, renewing. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "provisioning",
            "tenancy",
            "access",
            "audit",
            "changes",
            "automation",
            "events",
            "mail",
            "selfservice",
            "federation",
            "imports",
            "licensing",
            "microsoft",
            "usage"
        })
@NullMarked
package io.tenantry.upkeep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
