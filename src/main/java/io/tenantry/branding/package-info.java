/** How the hub's pages look to whom: their name, colour and logo, of an organization and all below it. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "tenancy", "access", "audit"})
@NullMarked
package io.tenantry.branding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
