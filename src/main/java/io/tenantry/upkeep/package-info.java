/** What the hub does by itself, so that nobody has to remember it: sealing, counting, purging, mailing. */
@ApplicationModule(
        allowedDependencies = {"kernel", "platform", "tenancy", "access", "audit", "mail", "selfservice", "federation"})
@NullMarked
package io.tenantry.upkeep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
