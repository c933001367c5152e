/** What a load balancer asks: is this hub ready? */
@NullMarked
package io.tenantry.platform.health;

import org.jspecify.annotations.NullMarked;
