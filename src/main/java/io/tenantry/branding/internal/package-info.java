/** Where brandings are kept, and how they are drawn and served. */
@NullMarked
package io.tenantry.branding.internal;

import org.jspecify.annotations.NullMarked;
