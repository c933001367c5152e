/** What the hub does by itself, so that nobody has to remember it: sealing, counting, purging, mailing, renewing. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "tenancy",
            "access",
            "audit",
            "changes",
            "automation",
            "mail",
            "selfservice",
            "federation",
            "licensing",
            "microsoft",
            "usage"
        })
@NullMarked
package io.tenantry.upkeep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
