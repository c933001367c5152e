/** How the embedded server is unpacked, created, run and watched. */
@NullMarked
package io.tenantry.platform.postgres.internal;

import org.jspecify.annotations.NullMarked;
