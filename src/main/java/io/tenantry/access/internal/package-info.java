/** The tables, caches and filters behind {@link io.tenantry.access}. */
@NullMarked
package io.tenantry.access.internal;

import org.jspecify.annotations.NullMarked;
