/** Where the hub may connect to on behalf of those who administer organizations. */
@NullMarked
package io.tenantry.platform.outbound;

import org.jspecify.annotations.NullMarked;
