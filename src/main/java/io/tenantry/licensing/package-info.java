/** What organizations have bought, who holds a licence of it, by which way it came to him, and what of it lies idle. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "query", "tenancy", "access", "audit", "directory"})
@NullMarked
package io.tenantry.licensing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
