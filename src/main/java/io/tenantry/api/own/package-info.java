/** The hub's own API under {@code /api/v1}: everything the hub can do, in one style. The command line speaks it. */
@NullMarked
package io.tenantry.api.own;

import org.jspecify.annotations.NullMarked;
