/** The tables of the audit trail and its seals, and the file that remembers how long the chains were. */
@NullMarked
package io.tenantry.audit.internal;

import org.jspecify.annotations.NullMarked;
