/** What all surfaces have in common behind the scenes. */
@NullMarked
package io.tenantry.api.internal;

import org.jspecify.annotations.NullMarked;
