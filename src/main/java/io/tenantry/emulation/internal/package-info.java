/** The table of faults, and what lets them happen. */
@NullMarked
package io.tenantry.emulation.internal;

import org.jspecify.annotations.NullMarked;
