/** Reads tables that spreadsheets write: comma-separated text, or its like with semicolons and tabs. */
@NullMarked
package io.tenantry.platform.csv;

import org.jspecify.annotations.NullMarked;
