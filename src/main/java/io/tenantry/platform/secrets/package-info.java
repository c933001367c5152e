/** How secrets that the hub must be able to read again are kept in the database. */
@NullMarked
package io.tenantry.platform.secrets;

import org.jspecify.annotations.NullMarked;
