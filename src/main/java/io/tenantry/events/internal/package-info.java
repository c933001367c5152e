/** How events are made, numbered, kept and sent. */
@NullMarked
package io.tenantry.events.internal;

import org.jspecify.annotations.NullMarked;
