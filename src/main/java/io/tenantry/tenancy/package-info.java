/** Organizations: the operator's own, its resellers, their customers, and the domain names of each. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "query"})
@NullMarked
package io.tenantry.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
