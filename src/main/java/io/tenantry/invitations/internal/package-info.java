/** The table behind {@link io.tenantry.invitations}. */
@NullMarked
package io.tenantry.invitations.internal;

import org.jspecify.annotations.NullMarked;
