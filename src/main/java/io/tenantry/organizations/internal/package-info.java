/** The tables of organizations and domains. */
@NullMarked
package io.tenantry.organizations.internal;

import org.jspecify.annotations.NullMarked;
