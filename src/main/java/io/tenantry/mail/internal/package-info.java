/** The queue, the texts and the ways out behind {@link io.tenantry.mail}. */
@NullMarked
package io.tenantry.mail.internal;

import org.jspecify.annotations.NullMarked;
