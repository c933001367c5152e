/** The tables that upkeep touches. */
@NullMarked
package io.tenantry.upkeep.internal;

import org.jspecify.annotations.NullMarked;
