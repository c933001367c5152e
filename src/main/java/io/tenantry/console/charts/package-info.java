/** Charts that the server draws. */
@NullMarked
package io.tenantry.console.charts;

import org.jspecify.annotations.NullMarked;
