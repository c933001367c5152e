/** Command blocks and sets, their jobs and their schedules. */
@NullMarked
package io.tenantry.console.work;

import org.jspecify.annotations.NullMarked;
