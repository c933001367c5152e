/** What a hub begins with: its first administrator, or a demo estate that looks grown; estates of any size to measure with. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "tenancy", "access", "audit", "credentials", "signin"})
@NullMarked
package io.tenantry.estate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
