/** Webhooks: who outside is told of events, what became of deliveries, and sending them again. */
@NullMarked
package io.tenantry.console.webhooks;

import org.jspecify.annotations.NullMarked;
