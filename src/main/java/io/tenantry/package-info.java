/** Tenantry: a hub for every user in every tenant. Each package below is one module; ARCHITECTURE.md is the map. */
@NullMarked
package io.tenantry;

import org.jspecify.annotations.NullMarked;
