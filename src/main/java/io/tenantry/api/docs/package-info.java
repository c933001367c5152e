/** The documentation of every surface, made from the code that serves it: OpenAPI documents and a page to read. */
@NullMarked
package io.tenantry.api.docs;

import org.jspecify.annotations.NullMarked;
