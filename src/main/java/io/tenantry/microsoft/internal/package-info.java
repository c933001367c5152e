/** Microsoft Graph over HTTP, and the tables of connections and mirrors. */
@NullMarked
package io.tenantry.microsoft.internal;

import org.jspecify.annotations.NullMarked;
