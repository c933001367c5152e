/** Groups: the list, and one group. */
@NullMarked
package io.tenantry.console.groups;

import org.jspecify.annotations.NullMarked;
