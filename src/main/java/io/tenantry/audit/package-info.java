/** Who did what to whom, when and why: append-only, in the transaction of the change, chained by hashes. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "query", "tenancy"})
@NullMarked
package io.tenantry.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
