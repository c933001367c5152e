/** Organizations and their domain names: listed, created, changed, moved and deleted, by whoever may. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "query", "tenancy", "access", "audit"})
@NullMarked
package io.tenantry.organizations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
