/**
 * People in and out by file: the CSV files that administrators have, read into one organization and written from it, and what other
 * systems give out of their people.
 */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "changes",
            "credentials",
            "directory",
            "federation",
            "kernel",
            "platform",
            "provisioning",
            "query",
            "tenancy"
        })
@NullMarked
package io.tenantry.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
