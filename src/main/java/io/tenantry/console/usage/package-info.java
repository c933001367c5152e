/** Software that people use: who they are, how active, in which applications, at what cost, and from where that is known. */
@NullMarked
package io.tenantry.console.usage;

import org.jspecify.annotations.NullMarked;
