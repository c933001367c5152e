/** The tables of contacts and provider connections, and who lies in whom. */
@NullMarked
package io.tenantry.customers.internal;

import org.jspecify.annotations.NullMarked;
