/** The authorization server, its tables and its pages. */
@NullMarked
package io.tenantry.signin.internal;

import org.jspecify.annotations.NullMarked;
