/** The edge for clients of Altair's SLC Hub: its authentication and identity API, under {@code /api/auth/v1}. */
@NullMarked
package io.tenantry.api.slchub;

import org.jspecify.annotations.NullMarked;
