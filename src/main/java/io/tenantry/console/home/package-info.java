/** The first page: what there is to see at a glance. */
@NullMarked
package io.tenantry.console.home;

import org.jspecify.annotations.NullMarked;
