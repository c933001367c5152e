/** Who did what to whom, and the proof that it was written so. */
@NullMarked
package io.tenantry.console.audit;

import org.jspecify.annotations.NullMarked;
