/** Other places where an organization's people are known: directories that feed it, and providers that people sign in with. */
@ApplicationModule(
        allowedDependencies = {"kernel", "platform", "tenancy", "access", "audit", "credentials", "directory", "signin"
        })
@NullMarked
package io.tenantry.federation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
