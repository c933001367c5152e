/** The edge for clients of CloudCockpit: customers, their users and licences, at the root and under {@code /cloudcockpit}. */
@NullMarked
package io.tenantry.api.cloudcockpit;

import org.jspecify.annotations.NullMarked;
