/** How directories are read and providers are asked. */
@NullMarked
package io.tenantry.federation.internal;

import org.jspecify.annotations.NullMarked;
