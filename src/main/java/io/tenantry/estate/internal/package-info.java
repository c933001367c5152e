/** What generated organizations, people and groups are made of, and how they get into the tables. */
@NullMarked
package io.tenantry.estate.internal;

import org.jspecify.annotations.NullMarked;
