/** What was bought, what is assigned, and what is used. */
@NullMarked
package io.tenantry.console.licenses;

import org.jspecify.annotations.NullMarked;
