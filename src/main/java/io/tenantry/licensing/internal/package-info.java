/** Tables, rules and files behind licensing. */
@NullMarked
package io.tenantry.licensing.internal;

import org.jspecify.annotations.NullMarked;
