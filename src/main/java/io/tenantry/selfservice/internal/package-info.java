/** The pages and tables behind {@link io.tenantry.selfservice}. */
@NullMarked
package io.tenantry.selfservice.internal;

import org.jspecify.annotations.NullMarked;
