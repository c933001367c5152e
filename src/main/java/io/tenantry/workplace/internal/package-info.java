/** The tables of the workplace. */
@NullMarked
package io.tenantry.workplace.internal;

import org.jspecify.annotations.NullMarked;
