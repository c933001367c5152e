/** The Cloud User Hub's API, spelled exactly as its clients expect: its directory, and its mirror of Microsoft Graph. */
@NullMarked
package io.tenantry.api.clouduserhub;

import org.jspecify.annotations.NullMarked;
