/** People: the list, one person, a new one. */
@NullMarked
package io.tenantry.console.people;

import org.jspecify.annotations.NullMarked;
