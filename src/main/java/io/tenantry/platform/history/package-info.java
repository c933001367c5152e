/** How far back the past is kept, and the moment that a question about it means. */
@NullMarked
package io.tenantry.platform.history;

import org.jspecify.annotations.NullMarked;
