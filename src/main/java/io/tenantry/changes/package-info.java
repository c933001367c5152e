/** Changes of many things at once: planned, explained, approved, applied while one watches, and taken back. */
@ApplicationModule(
        allowedDependencies = {"access", "audit", "directory", "kernel", "licensing", "platform", "query", "tenancy"})
@NullMarked
package io.tenantry.changes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
