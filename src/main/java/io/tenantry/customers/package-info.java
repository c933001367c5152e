/** Customers as those see them who sell cloud services: where to write to, who sells to them, and by which connection they are reached. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "query", "tenancy", "organizations", "access", "audit"})
@NullMarked
package io.tenantry.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
