/** The machine room: the database, HTTP filters, settings and metrics. It knows nothing of users or organizations. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.tenantry.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
