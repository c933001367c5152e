/** People in and out by file: the CSV files that administrators have, read into one organization and written from it. */
@ApplicationModule(
        allowedDependencies = {"access", "audit", "credentials", "directory", "kernel", "platform", "query", "tenancy"})
@NullMarked
package io.tenantry.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
