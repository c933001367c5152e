/** The tables of users, groups and memberships. */
@NullMarked
package io.tenantry.directory.internal;

import org.jspecify.annotations.NullMarked;
