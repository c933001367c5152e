/** The few words every module shares: pages, cursors and refusals. Nothing here knows a domain. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.tenantry.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
