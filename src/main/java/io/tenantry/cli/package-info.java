/** The command line: one class per command. All but {@code serve} talk to a running hub over HTTP and know nothing of Spring. */
@ApplicationModule(allowedDependencies = {"platform", "bench"})
@NullMarked
package io.tenantry.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
