/** The edge for clients of Snow Atlas: the consolidated view of people, applications and subscriptions, and the audit log. */
@NullMarked
package io.tenantry.api.snowatlas;

import org.jspecify.annotations.NullMarked;
