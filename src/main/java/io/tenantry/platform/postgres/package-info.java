/** A PostgreSQL server that Tenantry brings along, starts, watches and stops, for everyone who has none of their own. */
@NullMarked
package io.tenantry.platform.postgres;

import org.jspecify.annotations.NullMarked;
