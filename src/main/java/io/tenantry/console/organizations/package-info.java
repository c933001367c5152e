/** Organizations: the list, and one organization. */
@NullMarked
package io.tenantry.console.organizations;

import org.jspecify.annotations.NullMarked;
