/** Faults on demand, so that clients can be tried out against an organization that answers as badly as Microsoft sometimes does. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "tenancy", "access", "audit"})
@NullMarked
package io.tenantry.emulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
