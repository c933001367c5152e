/** Who may do what, where, and the rules that hold for signing in. */
@NullMarked
package io.tenantry.console.settings;

import org.jspecify.annotations.NullMarked;
