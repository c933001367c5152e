/** What every page of the console stands in: sign-in, frame, errors, saved views. */
@NullMarked
package io.tenantry.console.internal;

import org.jspecify.annotations.NullMarked;
