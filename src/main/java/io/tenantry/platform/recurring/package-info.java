/** Small work that every node does again and again beside the requests. */
@NullMarked
package io.tenantry.platform.recurring;

import org.jspecify.annotations.NullMarked;
