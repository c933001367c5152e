/** What happened, in one order that loses nothing, and webhooks that are told of it. */
@ApplicationModule(
        allowedDependencies = {"kernel", "platform", "query", "query :: dialect", "tenancy", "access", "audit", "mail"})
@NullMarked
package io.tenantry.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
