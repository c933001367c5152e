/** Finding anyone from any page. */
@NullMarked
package io.tenantry.console.find;

import org.jspecify.annotations.NullMarked;
