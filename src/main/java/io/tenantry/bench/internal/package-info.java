/** The parts of a benchmark: its clients, what they ask, what they compare with, and the table in the end. */
@NullMarked
package io.tenantry.bench.internal;

import org.jspecify.annotations.NullMarked;
