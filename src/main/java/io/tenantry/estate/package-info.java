/** Estates that are made, not grown: the demo that a newcomer meets, and estates of any size to measure with. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "tenancy"})
@NullMarked
package io.tenantry.estate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
