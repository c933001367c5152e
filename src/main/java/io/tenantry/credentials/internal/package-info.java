/** The tables, the hash and the word list behind {@link io.tenantry.credentials}. */
@NullMarked
package io.tenantry.credentials.internal;

import org.jspecify.annotations.NullMarked;
