/** What people work with where an organization lives in the hub: mailboxes, delegates, devices; and who owns which group. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "tenancy", "access", "audit", "directory"})
@NullMarked
package io.tenantry.workplace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
