/** How fast the hub is, measured against the bare SQL that the same database answers in the same run. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "estate"})
@NullMarked
package io.tenantry.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
