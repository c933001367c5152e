/** The statements behind plans: how one is worked out, kept, applied piece by piece and turned round. */
@NullMarked
package io.tenantry.changes.internal;

import org.jspecify.annotations.NullMarked;
