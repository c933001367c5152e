/** How files are read, staged, applied and written back. */
@NullMarked
package io.tenantry.imports.internal;

import org.jspecify.annotations.NullMarked;
