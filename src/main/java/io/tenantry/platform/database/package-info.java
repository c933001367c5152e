/** SQL under a caller's reach, the roles it runs as, and the migrations. */
@NullMarked
package io.tenantry.platform.database;

import org.jspecify.annotations.NullMarked;
