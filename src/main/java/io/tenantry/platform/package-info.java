/** The machine room: the database, HTTP filters, settings and metrics. It knows nothing of users or organizations. */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"kernel", "query"})
@NullMarked
package io.tenantry.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
