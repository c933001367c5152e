/** People's passwords: which are good enough, how they are kept, and what happens when one is wrong. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "tenancy", "access", "audit", "directory", "mail"})
@NullMarked
package io.tenantry.credentials;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
