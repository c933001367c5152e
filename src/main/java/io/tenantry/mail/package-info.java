/** Outgoing mail: queued with the change it tells of, then sent, tried again, or given up. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "tenancy", "access", "audit"})
@NullMarked
package io.tenantry.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
