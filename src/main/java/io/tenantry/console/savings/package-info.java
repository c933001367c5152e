/** What is paid for and not needed, why, taking it back, and what that has really saved. */
@NullMarked
package io.tenantry.console.savings;

import org.jspecify.annotations.NullMarked;
