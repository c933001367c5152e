/** What people do for themselves: look after their account, and come back when they have forgotten their password. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "tenancy",
            "access",
            "audit",
            "credentials",
            "directory",
            "mail",
            "invitations",
            "signin"
        })
@NullMarked
package io.tenantry.selfservice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
