/** Who is calling, what they may do, and on which organizations. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "tenancy", "query", "audit"})
@NullMarked
package io.tenantry.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
