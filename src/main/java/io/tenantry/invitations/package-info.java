/** How people come into accounts that somebody else has made for them. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "query",
            "tenancy",
            "access",
            "audit",
            "credentials",
            "directory",
            "mail"
        })
@NullMarked
package io.tenantry.invitations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
