/** How people and programs sign in: OAuth 2.1 and OpenID Connect, sessions, and the keys that sign tokens. */
@ApplicationModule(allowedDependencies = {"kernel", "platform", "tenancy", "access", "audit", "credentials"})
@NullMarked
package io.tenantry.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
