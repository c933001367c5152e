/** How blocks are read, and how jobs are kept, shared among nodes and carried out. */
@NullMarked
package io.tenantry.automation.internal;

import org.jspecify.annotations.NullMarked;
