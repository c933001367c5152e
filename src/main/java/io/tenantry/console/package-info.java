/** The pages for those who look after others: what they do daily, in a browser. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "platform",
            "query",
            "query :: dialect",
            "tenancy",
            "access",
            "audit",
            "automation",
            "branding",
            "organizations",
            "directory",
            "imports",
            "events",
            "credentials",
            "licensing",
            "signin",
            "selfservice",
            "workplace",
            "federation",
            "mail",
            "microsoft",
            "changes",
            "usage"
        })
@NullMarked
package io.tenantry.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
