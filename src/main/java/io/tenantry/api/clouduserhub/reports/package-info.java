/** Files of reports, which whoever knows their address may fetch without signing in, as at Microsoft. */
@NullMarked
package io.tenantry.api.clouduserhub.reports;

import org.jspecify.annotations.NullMarked;
