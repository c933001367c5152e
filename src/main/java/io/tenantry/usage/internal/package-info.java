/** The tables of accounts, people, activity and its daily figures, and the statements that work them out. */
@NullMarked
package io.tenantry.usage.internal;

import org.jspecify.annotations.NullMarked;
