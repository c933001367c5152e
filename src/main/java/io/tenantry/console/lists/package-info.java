/** Lists of the console: filter, columns, order, pages, selection, file, saved views. */
@NullMarked
package io.tenantry.console.lists;

import org.jspecify.annotations.NullMarked;
