/** Bringing many people in by a file: dropped, its columns told, looked at as a plan or imported at once, and watched. */
@NullMarked
package io.tenantry.console.imports;

import org.jspecify.annotations.NullMarked;
