/** Changes of many things: chosen in a list, planned, looked at, approved, watched, and taken back. */
@NullMarked
package io.tenantry.console.changes;

import org.jspecify.annotations.NullMarked;
