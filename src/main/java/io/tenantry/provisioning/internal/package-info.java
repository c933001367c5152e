/** How other systems are asked, and what was last told them. */
@NullMarked
package io.tenantry.provisioning.internal;

import org.jspecify.annotations.NullMarked;
