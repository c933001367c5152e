/** People and groups of every organization: who they are, not how they sign in. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "query", "tenancy", "access", "audit"})
@NullMarked
package io.tenantry.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
