/** The edge for identity providers that provision people and groups: SCIM 2.0 (RFC 7643, 7644 and 9865), under {@code /scim/v2}. */
@NullMarked
package io.tenantry.api.scim;

import org.jspecify.annotations.NullMarked;
